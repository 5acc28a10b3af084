/** Typed identifiers, so that one kind cannot be passed for another. */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.ids;

import org.springframework.modulith.ApplicationModule;
