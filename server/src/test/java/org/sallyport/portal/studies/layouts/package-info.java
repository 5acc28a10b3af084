@NullMarked
package org.sallyport.portal.studies.layouts;

import org.jspecify.annotations.NullMarked;
