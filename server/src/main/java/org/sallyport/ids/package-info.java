/** The names of things, each as its own type, so that one is never taken for another. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
