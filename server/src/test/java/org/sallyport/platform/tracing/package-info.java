@NullMarked
package org.sallyport.platform.tracing;

import org.jspecify.annotations.NullMarked;
