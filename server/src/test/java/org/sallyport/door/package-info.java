/** The filter chains, headers and whose word counts. */
@NullMarked
package org.sallyport.door;

import org.jspecify.annotations.NullMarked;
