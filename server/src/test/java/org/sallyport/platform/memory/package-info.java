@NullMarked
package org.sallyport.platform.memory;

import org.jspecify.annotations.NullMarked;
