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
      "platform.database",
      "platform.examination"
    })
package org.sallyport.gate.account;

import org.springframework.modulith.ApplicationModule;
