/**
 * Remember this browser for 30 days: a token that stands in for the second factor at sign-in, and
 * for nothing else.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "audit", "account"})
@NullMarked
package org.sallyport.trustedbrowser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
