/** Work that runs beside the requests, on threads of its own, and what follows a commit. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.platform.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
