/**
 * Security notices by e-mail and SMS to owners and admins: locks, wrong codes, copied cookies,
 * changes, resets. A notice is put into the outbox in the transaction of its event. optional/ has
 * the links by which receivers stop those that they may turn off.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.ratelimit",
      "platform.access",
      "platform.crypto",
      "platform.events",
      "platform.events :: facts",
      "platform.installation",
      "platform.geoip",
      "platform.messages",
      "gate.account",
      "gate.delivery",
      "gate.delivery :: routes",
      "platform.database"
    })
package org.sallyport.gate.notifications;

import org.springframework.modulith.ApplicationModule;
