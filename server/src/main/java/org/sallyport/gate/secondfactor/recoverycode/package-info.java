/**
 * Recovery codes: ten on paper, stored as keyed hashes, each valid once (NIST SP 800-63B-4, 3.1.2).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.messages",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.session",
      "gate.secondfactor",
      "gate.secondfactor :: written"
    })
package org.sallyport.gate.secondfactor.recoverycode;

import org.springframework.modulith.ApplicationModule;
