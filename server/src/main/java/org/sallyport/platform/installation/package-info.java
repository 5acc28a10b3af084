/** Name, public address and help desk of this installation. */
@ApplicationModule(allowedDependencies = {"platform.messages"})
@NullMarked
package org.sallyport.platform.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
