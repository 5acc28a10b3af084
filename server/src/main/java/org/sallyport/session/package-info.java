/**
 * The row of a sign-in: password right, complete, ended. Sessions stand on it, and the login
 * history is made of it.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "audit", "account"})
@NullMarked
package org.sallyport.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
