/**
 * One-time codes by SMS and e-mail. A code is kept as a keyed hash, bound to its attempt and
 * purpose, good until a newer one is sent, for 20 minutes at most, and once.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "installation",
      "geoip",
      "crypto",
      "audit",
      "account",
      "delivery",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.secondfactor.otp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
