@NullMarked
package org.sallyport.places;

import org.jspecify.annotations.NullMarked;
