/** Geographic location of network addresses, from a database file of the operator. */
@ApplicationModule(allowedDependencies = {"policy :: start", "messages"})
@NullMarked
package org.sallyport.geoip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
