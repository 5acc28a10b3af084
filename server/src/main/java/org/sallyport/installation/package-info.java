/** Name, public address and help desk of this installation. */
@ApplicationModule(allowedDependencies = {"messages"})
@NullMarked
package org.sallyport.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
