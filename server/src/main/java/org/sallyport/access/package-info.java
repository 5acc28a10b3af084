/**
 * Who may call a handler, and who is calling. Every handler has one of the annotations of this
 * module.
 */
@ApplicationModule(allowedDependencies = {"ids", "messages"})
@NullMarked
package org.sallyport.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
