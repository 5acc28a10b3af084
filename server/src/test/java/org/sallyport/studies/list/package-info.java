@NullMarked
package org.sallyport.studies.list;

import org.jspecify.annotations.NullMarked;
