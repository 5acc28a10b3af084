/**
 * Passkeys (WebAuthn): the browser or a security key signs a challenge; only public keys are
 * stored. A passkey is a second factor, and replaces the password too if the authenticator has
 * verified its user.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "policy :: start",
      "retention",
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
package org.sallyport.secondfactor.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
