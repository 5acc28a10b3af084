/**
 * The row of a sign-in (password accepted, complete, ended), and what is derived from it: attempts,
 * sessions, their cookies, and the login history.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "audit", "events", "account"})
@NullMarked
package org.sallyport.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
