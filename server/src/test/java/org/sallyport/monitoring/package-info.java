@NullMarked
package org.sallyport.monitoring;

import org.jspecify.annotations.NullMarked;
