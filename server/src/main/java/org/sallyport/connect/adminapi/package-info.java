/** The admin API: what admins do on pages, for programs with a key. */
@ApplicationModule(
    allowedDependencies = {
      "gate.administration",
      "platform.access",
      "platform.access :: keys",
      "platform.audit :: search",
      "platform.crypto",
      "platform.events",
      "platform.ids",
      "platform.installation",
      "platform.messages",
      "gate.account",
      "gate.account :: contact",
      "gate.account :: groups",
      "gate.account :: search",
      "gate.accountrecovery",
      "gate.accountrecovery :: reset",
      "portal.sharing",
      "portal.studies",
      "connect.apikeys"
    })
package org.sallyport.connect.adminapi;

import org.springframework.modulith.ApplicationModule;
