/** Retention periods as settings, and the one job that deletes expired rows. */
@ApplicationModule(allowedDependencies = {"platform.tables"})
@NullMarked
package org.sallyport.platform.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
