/**
 * Passkeys (WebAuthn): the browser or a security key signs a challenge; only public keys are
 * stored. A passkey is a second factor, and replaces the password too if the authenticator has
 * verified its user.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.policy :: start",
      "platform.access",
      "platform.installation",
      "platform.messages",
      "platform.crypto",
      "gate.account",
      "gate.session",
      "gate.secondfactor",
      "gate.secondfactor :: enrollment",
      "platform.database"
    })
package org.sallyport.gate.secondfactor.passkey;

import org.springframework.modulith.ApplicationModule;
