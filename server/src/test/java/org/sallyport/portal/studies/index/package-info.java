@NullMarked
package org.sallyport.portal.studies.index;

import org.jspecify.annotations.NullMarked;
