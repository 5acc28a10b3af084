/**
 * Who may call a handler, and who is calling. Every handler has one of the annotations of this
 * module.
 */
@ApplicationModule(allowedDependencies = {"platform.ids", "platform.messages"})
@NullMarked
package org.sallyport.platform.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
