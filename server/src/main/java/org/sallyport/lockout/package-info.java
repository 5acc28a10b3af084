/** Consecutive wrong codes of an account, the lock at the fifth, and waits that rise. */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "audit", "account"})
@NullMarked
package org.sallyport.lockout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
