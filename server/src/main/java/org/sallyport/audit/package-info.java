/**
 * The audit log: one sealed family of events, written in the caller's transaction. Modules that
 * must react to an event of another module of their level listen to {@link Recorded}.
 */
@ApplicationModule(allowedDependencies = {"ids", "retention", "access", "crypto"})
@NullMarked
package org.sallyport.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
