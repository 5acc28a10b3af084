@NullMarked
package org.sallyport.studies.viewer;

import org.jspecify.annotations.NullMarked;
