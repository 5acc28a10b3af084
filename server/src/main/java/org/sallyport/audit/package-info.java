/**
 * Everything that is recorded, as one sealed family of events, written in the caller's transaction.
 * Whoever must act on an event of a neighbour listens to it here.
 */
@ApplicationModule(allowedDependencies = {"ids", "retention", "access", "crypto"})
@NullMarked
package org.sallyport.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
