@NullMarked
package org.sallyport.portal.studies;

import org.jspecify.annotations.NullMarked;
