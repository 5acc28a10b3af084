/**
 * Codes of authenticator apps (TOTP, RFC 6238): the shared secret is stored encrypted, and every
 * time step is accepted once.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.installation",
      "platform.messages",
      "platform.crypto",
      "gate.account",
      "gate.session",
      "gate.secondfactor",
      "gate.secondfactor :: enrollment",
      "platform.database"
    })
package org.sallyport.gate.secondfactor.totp;

import org.springframework.modulith.ApplicationModule;
