@NullMarked
package org.sallyport.archive;

import org.jspecify.annotations.NullMarked;
