/**
 * Messages on their way to a person. A message is written in the transaction that makes it and
 * handed over after the commit, once.
 */
@ApplicationModule(allowedDependencies = {"ids", "secrets", "audit"})
@NullMarked
package org.sallyport.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
