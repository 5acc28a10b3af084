/** Administration: the command line for operators, and the pages of admins. */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "backup",
      "background",
      "retention",
      "access",
      "access :: annotations",
      "installation",
      "messages",
      "policy",
      "policy :: start",
      "crypto",
      "nodes",
      "database",
      "geoip",
      "audit",
      "audit :: search",
      "events",
      "account",
      "account :: password",
      "account :: imports",
      "account :: groups",
      "account :: search",
      "delivery",
      "personaldata",
      "notifications",
      "ratelimit",
      "lockout",
      "session",
      "session :: history",
      "trustedbrowser",
      "secondfactor",
      "secondfactor :: approval",
      "secondfactor :: enrollment",
      "secondfactor :: written",
      "secondfactor :: view",
      "studies",
      "studies :: grants",
      "studies :: names",
      "studies :: examination",
      "accountrecovery",
      "accountrecovery :: reset"
    })
@NullMarked
package org.sallyport.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
