/**
 * Who may call a handler, and who is calling. Every handler has one of the annotations of this
 * module.
 */
@ApplicationModule(allowedDependencies = {"platform.ids", "platform.messages"})
package org.sallyport.platform.access;

import org.springframework.modulith.ApplicationModule;
