/** The gate in front of the administration pages. */
@NullMarked
package org.sallyport.admin.gate;

import org.jspecify.annotations.NullMarked;
