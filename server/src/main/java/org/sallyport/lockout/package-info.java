/**
 * Counts consecutive wrong codes of an account, locks it at the fifth, and throttles wrong
 * passwords with increasing waits.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "crypto",
      "database",
      "events",
      "monitoring",
      "account"
    })
@NullMarked
package org.sallyport.lockout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
