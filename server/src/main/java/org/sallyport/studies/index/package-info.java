/** Reads the archive periodically and maintains the index by which candidate studies are found. */
@NullMarked
package org.sallyport.studies.index;

import org.jspecify.annotations.NullMarked;
