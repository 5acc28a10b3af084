/**
 * The Sallyport Authenticator: a phone whose key signs every answer. It is linked by a secret that
 * the settings page shows, is asked with a number that only the sign-in page shows, and is spoken
 * to as docs/app-protocol.md says.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "installation",
      "geoip",
      "policy",
      "crypto",
      "audit",
      "account",
      "lockout",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.secondfactor.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
