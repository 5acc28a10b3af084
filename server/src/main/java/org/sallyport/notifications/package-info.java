/**
 * What owners and admins are told by mail: locks, wrong codes, copied cookies, changes, resets. A
 * notice is put into the outbox in the transaction of the event it tells of.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "crypto",
      "audit",
      "installation",
      "geoip",
      "account",
      "delivery"
    })
@NullMarked
package org.sallyport.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
