/** Typed identifiers, so that one kind cannot be passed for another. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.platform.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
