@NullMarked
package org.sallyport.sharing;

import org.jspecify.annotations.NullMarked;
