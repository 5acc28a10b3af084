/**
 * Passkeys (WebAuthn): this browser, or a key at it, signs a challenge. Only public keys are kept.
 * They open the second door, and both doors at once where the device has verified its user.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "installation",
      "crypto",
      "audit",
      "account",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.secondfactor.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
