@NullMarked
package org.sallyport.portal.studies.marks;

import org.jspecify.annotations.NullMarked;
