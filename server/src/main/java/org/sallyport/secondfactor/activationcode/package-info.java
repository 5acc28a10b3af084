/**
 * Activation codes: one from a letter or from the desk, for who could link a first device by
 * nothing else (rule 27).
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "crypto",
      "audit",
      "account",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.secondfactor.activationcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
