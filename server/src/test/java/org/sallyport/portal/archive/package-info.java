@NullMarked
package org.sallyport.portal.archive;

import org.jspecify.annotations.NullMarked;
