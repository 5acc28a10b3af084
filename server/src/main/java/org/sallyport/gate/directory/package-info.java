/**
 * The hospital's directories (LDAP): passwords that are checked there, people who are found there,
 * and what becomes of their accounts. A person is the object's immutable id, never a name.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.policy",
      "platform.ids",
      "platform.access",
      "platform.messages",
      "platform.installation",
      "platform.crypto",
      "platform.events",
      "platform.database",
      "platform.monitoring",
      "platform.ratelimit",
      "platform.examination",
      "gate.account",
      "gate.account :: imports",
      "gate.account :: file",
      "gate.account :: contact",
      "gate.account :: groups",
      "gate.lockout"
    })
package org.sallyport.gate.directory;

import org.springframework.modulith.ApplicationModule;
