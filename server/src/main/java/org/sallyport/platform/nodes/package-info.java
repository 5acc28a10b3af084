/** The servers that run on one database, as each of them names itself there. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.platform.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
