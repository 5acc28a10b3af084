/**
 * The sign-in flow: password step, sign-in by passkey alone, method chooser, second-factor step,
 * landing page. The module depends on the interface of a second factor and on no factor by name.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.access",
      "platform.access :: annotations",
      "platform.messages",
      "platform.installation",
      "platform.events",
      "gate.account",
      "gate.account :: password",
      "gate.directory",
      "gate.directory :: kerberos",
      "gate.directory :: ldap",
      "gate.federation",
      "gate.federation :: protocol",
      "gate.lockout",
      "gate.trustedbrowser",
      "gate.session",
      "gate.session :: history",
      "gate.session :: open",
      "gate.secondfactor",
      "gate.secondfactor :: view",
      "gate.secondfactor :: approval"
    })
package org.sallyport.gate.signin;

import org.springframework.modulith.ApplicationModule;
