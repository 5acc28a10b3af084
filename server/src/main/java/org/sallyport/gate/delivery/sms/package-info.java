/** SMS by several routes, never sent twice. */
@ApplicationModule(
    displayName = "sms",
    allowedDependencies = {
      "platform.policy",
      "platform.ids",
      "platform.access :: annotations",
      "platform.crypto",
      "platform.examination",
      "platform.http",
      "platform.installation",
      "platform.messages",
      "platform.monitoring",
      "gate.delivery",
      "gate.delivery :: routes",
      "gate.delivery :: risk"
    })
package org.sallyport.gate.delivery.sms;

import org.springframework.modulith.ApplicationModule;
