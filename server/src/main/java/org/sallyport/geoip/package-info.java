/** Where on earth a network address is, in words, as far as the operator's own database says. */
@ApplicationModule(allowedDependencies = {"policy"})
@NullMarked
package org.sallyport.geoip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
