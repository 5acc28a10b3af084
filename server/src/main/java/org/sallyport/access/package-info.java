/**
 * Who may call a handler, and who is calling. Every handler carries one of the annotations of this
 * room.
 */
@ApplicationModule(allowedDependencies = {"ids"})
@NullMarked
package org.sallyport.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
