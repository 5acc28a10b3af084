@NullMarked
package org.sallyport.platform.geoip;

import org.jspecify.annotations.NullMarked;
