/** Work that runs beside the requests, on threads of its own, and what follows a commit. */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.background;

import org.springframework.modulith.ApplicationModule;
