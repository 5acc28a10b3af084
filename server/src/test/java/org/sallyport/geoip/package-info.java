@NullMarked
package org.sallyport.geoip;

import org.jspecify.annotations.NullMarked;
