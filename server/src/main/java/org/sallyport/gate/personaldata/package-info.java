/**
 * What is kept about the owner of an account, over all tables: its export (Article 15 GDPR), and
 * its erasure some time after the account was disabled (Article 17, rule 41).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.messages",
      "platform.audit",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.account :: search",
      "platform.database",
      "platform.audit :: erasure"
    })
package org.sallyport.gate.personaldata;

import org.springframework.modulith.ApplicationModule;
