/**
 * What admins, the help desk and programs with a key do to an account or a group: making, editing,
 * inviting, disabling, unlocking, changing members. Pages and interfaces for programs call it.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.access",
      "platform.events",
      "platform.messages",
      "platform.ratelimit",
      "gate.account",
      "gate.account :: file",
      "gate.account :: groups",
      "gate.account :: imports",
      "gate.accountrecovery",
      "gate.directory",
      "gate.lockout"
    })
package org.sallyport.gate.administration;

import org.springframework.modulith.ApplicationModule;
