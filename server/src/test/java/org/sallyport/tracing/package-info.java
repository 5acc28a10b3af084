@NullMarked
package org.sallyport.tracing;

import org.jspecify.annotations.NullMarked;
