/**
 * Account recovery and activation: the activation link of a new account, the link for a forgotten
 * password, and the reset of a lost second factor by admins. None of them signs anybody in.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "background",
      "retention",
      "ratelimit",
      "access",
      "access :: annotations",
      "messages",
      "installation",
      "crypto",
      "audit",
      "events",
      "account",
      "account :: password",
      "account :: imports",
      "delivery",
      "session"
    })
@NullMarked
package org.sallyport.accountrecovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
