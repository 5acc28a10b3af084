/**
 * How much may be done in a window of time. One store for all limits, each of which has a name, a
 * window and a share of its own for known browsers (rule 9).
 */
@ApplicationModule(allowedDependencies = {"retention", "crypto"})
@NullMarked
package org.sallyport.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
