/** The way in: password, chooser, second factor, landing. */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "secrets",
      "audit",
      "account",
      "lockout",
      "trustedbrowser",
      "signin",
      "secondfactor",
      "delivery"
    })
@NullMarked
package org.sallyport.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
