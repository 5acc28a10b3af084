@NullMarked
package org.sallyport.studies.index;

import org.jspecify.annotations.NullMarked;
