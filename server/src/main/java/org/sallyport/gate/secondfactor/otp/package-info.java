/**
 * One-time codes by SMS and e-mail. A code is stored as a keyed hash and bound to its attempt and
 * purpose. It is valid once, for 20 minutes at most, until a newer one is sent.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.ratelimit",
      "platform.access",
      "platform.installation",
      "platform.messages",
      "platform.geoip",
      "platform.messages",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.delivery",
      "gate.delivery :: routes",
      "gate.delivery :: risk",
      "gate.session",
      "gate.secondfactor",
      "gate.secondfactor :: contact",
      "gate.secondfactor :: brake",
      "gate.secondfactor :: view",
      "platform.database",
      "gate.account :: contact"
    })
package org.sallyport.gate.secondfactor.otp;

import org.springframework.modulith.ApplicationModule;
