/** Attack cases that belong to no single module, each named by its id. */
@NullMarked
package org.sallyport.attacks;

import org.jspecify.annotations.NullMarked;
