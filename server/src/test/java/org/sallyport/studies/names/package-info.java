@NullMarked
package org.sallyport.studies.names;

import org.jspecify.annotations.NullMarked;
