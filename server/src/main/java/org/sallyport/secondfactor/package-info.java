/** Second factors: prompts, answers and their verification. Answers are counted only here. */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "background",
      "ratelimit",
      "access",
      "examination",
      "installation",
      "messages",
      "geoip",
      "crypto",
      "policy",
      "policy :: start",
      "events",
      "account",
      "lockout",
      "session"
    })
@NullMarked
package org.sallyport.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
