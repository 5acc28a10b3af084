/**
 * How long rows are kept, and the one job that removes them afterwards. Each room registers its own
 * tables here, as beans.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
