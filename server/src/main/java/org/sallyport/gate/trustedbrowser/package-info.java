/**
 * "Remember this browser": a token that replaces the second factor at sign-in for 30 days, and
 * nothing else.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "platform.database"
    })
package org.sallyport.gate.trustedbrowser;

import org.springframework.modulith.ApplicationModule;
