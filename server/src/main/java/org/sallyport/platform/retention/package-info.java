/**
 * Retention periods, and the one job that deletes expired rows. Each module registers its own
 * tables here, as beans.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.platform.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
