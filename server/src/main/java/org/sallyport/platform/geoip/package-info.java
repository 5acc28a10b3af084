/** Geographic location of network addresses, from a database file of the operator. */
@ApplicationModule(allowedDependencies = {"platform.policy :: start", "platform.messages"})
@NullMarked
package org.sallyport.platform.geoip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
