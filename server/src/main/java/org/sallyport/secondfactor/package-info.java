/**
 * What a second factor is: a question, an answer, a verdict. Guesses are counted here and nowhere
 * else.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "installation",
      "geoip",
      "crypto",
      "policy",
      "audit",
      "account",
      "lockout",
      "session"
    })
@NullMarked
package org.sallyport.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
