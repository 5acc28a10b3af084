/**
 * Counts consecutive wrong codes of an account, locks it at the fifth, and throttles wrong
 * passwords with increasing waits.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.crypto",
      "platform.database",
      "platform.events",
      "platform.monitoring",
      "gate.account"
    })
package org.sallyport.gate.lockout;

import org.springframework.modulith.ApplicationModule;
