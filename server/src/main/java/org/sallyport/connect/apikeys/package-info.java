/** Keys for programs: made, replaced and ended by admins, and looked up at each call. */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.access",
      "platform.access :: keys",
      "platform.background",
      "platform.crypto",
      "platform.database",
      "platform.events",
      "platform.ids",
      "platform.installation",
      "platform.messages",
      "platform.ratelimit",
      "gate.directory :: sync"
    })
package org.sallyport.connect.apikeys;

import org.springframework.modulith.ApplicationModule;
