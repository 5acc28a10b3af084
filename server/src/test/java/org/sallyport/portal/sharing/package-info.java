@NullMarked
package org.sallyport.portal.sharing;

import org.jspecify.annotations.NullMarked;
