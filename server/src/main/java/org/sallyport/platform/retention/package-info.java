/** Retention periods as settings, and the one job that deletes expired rows. */
@ApplicationModule(allowedDependencies = {"platform.tables"})
package org.sallyport.platform.retention;

import org.springframework.modulith.ApplicationModule;
