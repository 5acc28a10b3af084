/** Accounts: names, contacts, numbers of physicians and patients, role, password. */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.messages",
      "platform.installation",
      "platform.crypto",
      "platform.events",
      "platform.database"
    })
@NullMarked
package org.sallyport.gate.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
