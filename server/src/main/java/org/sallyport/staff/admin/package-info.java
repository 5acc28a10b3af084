/** Administration: the command line for operators, and the pages of admins. */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.backup",
      "platform.background",
      "platform.retention",
      "platform.access",
      "platform.access :: annotations",
      "platform.installation",
      "platform.messages",
      "platform.policy",
      "platform.policy :: start",
      "platform.crypto",
      "platform.nodes",
      "platform.database",
      "platform.geoip",
      "platform.audit",
      "platform.audit :: search",
      "platform.events",
      "gate.account",
      "gate.account :: password",
      "gate.account :: imports",
      "gate.account :: groups",
      "gate.account :: search",
      "gate.delivery",
      "gate.personaldata",
      "gate.notifications",
      "platform.ratelimit",
      "gate.lockout",
      "gate.session",
      "gate.session :: history",
      "gate.trustedbrowser",
      "gate.secondfactor",
      "gate.secondfactor :: approval",
      "gate.secondfactor :: enrollment",
      "gate.secondfactor :: written",
      "gate.secondfactor :: view",
      "portal.studies",
      "portal.studies :: grants",
      "portal.studies :: names",
      "portal.studies :: examination",
      "gate.accountrecovery",
      "gate.accountrecovery :: reset",
      "gate.account :: contact",
      "gate.account :: file",
      "platform.audit :: export",
      "platform.database :: embedded"
    })
@NullMarked
package org.sallyport.staff.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
