@NullMarked
package org.sallyport.studies;

import org.jspecify.annotations.NullMarked;
