/**
 * Rate limits with fixed windows. One store holds all limits; each limit has a name, a window and a
 * separate share for known browsers (rule 9).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.access",
      "platform.crypto",
      "platform.database"
    })
package org.sallyport.platform.ratelimit;

import org.springframework.modulith.ApplicationModule;
