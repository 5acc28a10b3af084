@NullMarked
package org.sallyport.platform.monitoring;

import org.jspecify.annotations.NullMarked;
