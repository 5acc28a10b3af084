/**
 * Mail by SMTP, through one of several servers: one recipient, TLS, plain text with an HTML
 * alternative.
 */
@ApplicationModule(
    displayName = "mail",
    allowedDependencies = {
      "platform.policy",
      "platform.ids",
      "platform.crypto",
      "platform.examination",
      "platform.installation",
      "platform.messages",
      "platform.monitoring",
      "platform.policy :: start",
      "gate.delivery",
      "gate.delivery :: routes"
    })
package org.sallyport.gate.delivery.mail;

import org.springframework.modulith.ApplicationModule;
