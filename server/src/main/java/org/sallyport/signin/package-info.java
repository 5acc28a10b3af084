/**
 * The sign-in flow: password step, sign-in by passkey alone, method chooser, second-factor step,
 * landing page. The module depends on the interface of a second factor and on no factor by name.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "access :: annotations",
      "messages",
      "installation",
      "events",
      "account",
      "account :: password",
      "lockout",
      "trustedbrowser",
      "session",
      "session :: history",
      "session :: open",
      "secondfactor",
      "secondfactor :: view",
      "secondfactor :: approval"
    })
@NullMarked
package org.sallyport.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
