/**
 * One-time codes by SMS and e-mail. A code is stored as a keyed hash and bound to its attempt and
 * purpose. It is valid once, for 20 minutes at most, until a newer one is sent.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "installation",
      "messages",
      "geoip",
      "messages",
      "crypto",
      "events",
      "account",
      "delivery",
      "session",
      "secondfactor",
      "secondfactor :: contact"
    })
@NullMarked
package org.sallyport.secondfactor.otp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
