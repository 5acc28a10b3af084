/** Mail by SMTP: one recipient, TLS, plain text with an HTML alternative. */
@ApplicationModule(
    displayName = "mail",
    allowedDependencies = {
      "ids",
      "examination",
      "installation",
      "messages",
      "monitoring",
      "delivery"
    })
@NullMarked
package org.sallyport.delivery.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
