/** The servers that run on one database, as each of them names itself there. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
