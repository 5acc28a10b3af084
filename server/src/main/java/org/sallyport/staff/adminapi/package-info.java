/** The admin API: what admins do on pages, for programs with a key. */
@ApplicationModule(
    allowedDependencies = {
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
      "staff.admin :: groups",
      "staff.admin :: manage",
      "staff.apikeys"
    })
@NullMarked
package org.sallyport.staff.adminapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
