/** What holds the house together, checked by machine. */
@NullMarked
package org.sallyport.architecture;

import org.jspecify.annotations.NullMarked;
