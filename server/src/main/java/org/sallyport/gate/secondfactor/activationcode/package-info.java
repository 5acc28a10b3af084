/**
 * Activation codes, sent by letter or issued by the help desk, for accounts with no other means of
 * enrolling a first device (rule 27).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.messages",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.session",
      "gate.secondfactor",
      "gate.secondfactor :: written",
      "platform.database",
      "gate.account :: contact"
    })
package org.sallyport.gate.secondfactor.activationcode;

import org.springframework.modulith.ApplicationModule;
