/** What this installation is called, where it is reached, and whom its people ask for help. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
