/**
 * Recovery codes: ten on paper, stored as keyed hashes, each valid once (NIST SP 800-63B-4, 3.1.2).
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "messages",
      "crypto",
      "events",
      "account",
      "session",
      "secondfactor",
      "secondfactor :: written"
    })
@NullMarked
package org.sallyport.secondfactor.recoverycode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
