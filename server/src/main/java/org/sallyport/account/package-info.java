/** Accounts: names, contacts, numbers of physicians and patients, role, password. */
@ApplicationModule(
    allowedDependencies = {"ids", "access", "messages", "installation", "crypto", "events"})
@NullMarked
package org.sallyport.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
