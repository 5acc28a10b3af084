/**
 * Security notices by e-mail and SMS to owners and admins: locks, wrong codes, copied cookies,
 * changes, resets. A notice is put into the outbox in the transaction of its event.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "events",
      "installation",
      "geoip",
      "messages",
      "account",
      "delivery"
    })
@NullMarked
package org.sallyport.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
