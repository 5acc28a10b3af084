/** Second factors: prompts, answers and their verification. Answers are counted only here. */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.background",
      "platform.ratelimit",
      "platform.access",
      "platform.examination",
      "platform.installation",
      "platform.messages",
      "platform.geoip",
      "platform.crypto",
      "platform.policy",
      "platform.policy :: start",
      "platform.events",
      "gate.account",
      "gate.delivery",
      "gate.lockout",
      "gate.session",
      "gate.account :: contact"
    })
package org.sallyport.gate.secondfactor;

import org.springframework.modulith.ApplicationModule;
