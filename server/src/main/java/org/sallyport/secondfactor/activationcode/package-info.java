/**
 * Activation codes, sent by letter or issued by the help desk, for accounts with no other means of
 * enrolling a first device (rule 27).
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
package org.sallyport.secondfactor.activationcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
