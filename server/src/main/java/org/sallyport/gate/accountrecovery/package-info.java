/**
 * Account recovery and activation: the activation link of a new account, the link for a forgotten
 * password, and the reset of a lost second factor by admins. None of them signs anybody in.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.background",
      "platform.ratelimit",
      "platform.access",
      "platform.access :: annotations",
      "platform.messages",
      "platform.installation",
      "platform.crypto",
      "platform.audit",
      "platform.events",
      "gate.account",
      "gate.account :: password",
      "gate.account :: imports",
      "gate.delivery",
      "gate.session",
      "gate.directory",
      "platform.database",
      "gate.account :: contact"
    })
package org.sallyport.gate.accountrecovery;

import org.springframework.modulith.ApplicationModule;
