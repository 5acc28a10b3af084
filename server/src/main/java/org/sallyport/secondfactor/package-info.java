/**
 * What a second factor is: a challenge, an answer, a verdict. Guesses are counted here and nowhere
 * else.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "access", "secrets", "audit", "account", "lockout", "signin"})
@NullMarked
package org.sallyport.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
