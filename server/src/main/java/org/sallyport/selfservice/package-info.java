/**
 * User settings &gt; My Account: security settings, remembered browsers, sessions and login
 * history. Every change needs a fresh second factor (rule 28).
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "access :: annotations",
      "crypto",
      "audit",
      "events",
      "installation",
      "geoip",
      "messages",
      "ratelimit",
      "personaldata",
      "account",
      "account :: password",
      "account :: groups",
      "lockout",
      "trustedbrowser",
      "session",
      "studies",
      "session :: history",
      "secondfactor",
      "secondfactor :: view",
      "secondfactor :: approval",
      "secondfactor :: contact",
      "secondfactor :: enrollment",
      "secondfactor :: written"
    })
@NullMarked
package org.sallyport.selfservice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
