/**
 * Codes of authenticator apps (TOTP, RFC 6238): the shared secret is stored encrypted, and every
 * time step is accepted once.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "installation",
      "messages",
      "crypto",
      "account",
      "session",
      "secondfactor",
      "secondfactor :: enrollment"
    })
@NullMarked
package org.sallyport.secondfactor.totp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
