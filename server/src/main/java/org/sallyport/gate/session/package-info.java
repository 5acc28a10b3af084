/**
 * The row of a sign-in (password accepted, complete, ended), and what is derived from it: attempts,
 * sessions, their cookies, and the login history.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.access :: keys",
      "platform.crypto",
      "platform.audit",
      "platform.events",
      "gate.account",
      "platform.messages",
      "platform.database"
    })
package org.sallyport.gate.session;

import org.springframework.modulith.ApplicationModule;
