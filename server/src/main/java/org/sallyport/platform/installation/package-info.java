/** Name, public address and help desk of this installation. */
@ApplicationModule(allowedDependencies = {"platform.messages"})
package org.sallyport.platform.installation;

import org.springframework.modulith.ApplicationModule;
