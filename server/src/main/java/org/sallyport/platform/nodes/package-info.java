/** The servers that run on one database, as each of them names itself there. */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.nodes;

import org.springframework.modulith.ApplicationModule;
