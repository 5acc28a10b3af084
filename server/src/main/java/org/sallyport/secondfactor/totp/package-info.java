/**
 * Codes of authenticator apps (RFC 6238): a shared secret, kept sealed, and every step taken once.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "installation",
      "crypto",
      "audit",
      "account",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.secondfactor.totp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
