/**
 * Who may pass where: the filter chains of the portal and of the management port, headers, forms'
 * tokens, errors; and whose word counts for where a request comes from.
 */
@ApplicationModule(
    allowedDependencies = {"ids", "access", "installation", "crypto", "session", "signin"})
@NullMarked
package org.sallyport.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
