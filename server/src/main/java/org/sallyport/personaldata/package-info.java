/**
 * What is kept about the owner of an account, over all tables: its export (Article 15 GDPR), and
 * its erasure some time after the account was disabled (Article 17, rule 41).
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "messages",
      "audit",
      "events",
      "account",
      "account :: search",
      "delivery",
      "session",
      "session :: history"
    })
@NullMarked
package org.sallyport.personaldata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
