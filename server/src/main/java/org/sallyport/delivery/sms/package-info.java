/** SMS through an HTTP gateway, never sent twice. */
@ApplicationModule(
    displayName = "sms",
    allowedDependencies = {
      "ids",
      "examination",
      "installation",
      "messages",
      "monitoring",
      "delivery"
    })
@NullMarked
package org.sallyport.delivery.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
