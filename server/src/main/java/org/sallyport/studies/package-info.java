/** Which studies an account may see, and why. */
@ApplicationModule(allowedDependencies = {"ids", "access", "audit", "account", "archive"})
@NullMarked
package org.sallyport.studies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
