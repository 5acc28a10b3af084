/**
 * The way in: password, chooser, second factor, landing. This room knows what a second factor is,
 * and none of them by name.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "installation",
      "audit",
      "account",
      "account :: password",
      "lockout",
      "trustedbrowser",
      "session",
      "secondfactor"
    })
@NullMarked
package org.sallyport.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
