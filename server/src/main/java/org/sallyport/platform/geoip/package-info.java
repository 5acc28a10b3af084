/** Geographic location of network addresses, from a database file of the operator. */
@ApplicationModule(allowedDependencies = {"platform.policy :: start", "platform.messages"})
package org.sallyport.platform.geoip;

import org.springframework.modulith.ApplicationModule;
