/** Looks through the archive again and again and keeps the index that candidates are found by. */
@NullMarked
package org.sallyport.studies.index;

import org.jspecify.annotations.NullMarked;
