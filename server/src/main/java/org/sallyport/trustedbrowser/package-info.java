/**
 * "Remember this browser": a token that replaces the second factor at sign-in for 30 days, and
 * nothing else.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "events", "account"})
@NullMarked
package org.sallyport.trustedbrowser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
