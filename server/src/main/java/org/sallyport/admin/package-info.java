/** Administration: the command line for operators, and the pages of admins. */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "access :: annotations",
      "installation",
      "messages",
      "policy",
      "crypto",
      "database",
      "audit",
      "events",
      "account",
      "account :: password",
      "account :: imports",
      "account :: groups",
      "delivery",
      "lockout",
      "session",
      "secondfactor",
      "secondfactor :: enrollment",
      "secondfactor :: written",
      "studies",
      "studies :: grants",
      "accountrecovery",
      "accountrecovery :: reset"
    })
@NullMarked
package org.sallyport.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
