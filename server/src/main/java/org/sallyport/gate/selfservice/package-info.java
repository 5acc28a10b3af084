/**
 * User settings &gt; My Account: security settings, remembered browsers, sessions and login
 * history. Every change needs a fresh second factor (rule 28).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.access :: annotations",
      "platform.access :: pace",
      "platform.crypto",
      "platform.audit",
      "platform.events",
      "platform.installation",
      "platform.geoip",
      "platform.messages",
      "platform.ratelimit",
      "gate.personaldata",
      "gate.account",
      "gate.account :: password",
      "gate.account :: groups",
      "gate.directory",
      "gate.federation",
      "gate.federation :: protocol",
      "gate.lockout",
      "gate.notifications",
      "gate.notifications :: optional",
      "gate.trustedbrowser",
      "gate.session",
      "gate.session :: history",
      "gate.secondfactor",
      "gate.secondfactor :: view",
      "gate.secondfactor :: approval",
      "gate.secondfactor :: contact",
      "gate.secondfactor :: enrollment",
      "gate.secondfactor :: written",
      "platform.database",
      "gate.account :: contact"
    })
package org.sallyport.gate.selfservice;

import org.springframework.modulith.ApplicationModule;
