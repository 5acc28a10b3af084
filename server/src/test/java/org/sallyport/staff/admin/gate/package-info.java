/** The gate in front of the administration pages. */
@NullMarked
package org.sallyport.staff.admin.gate;

import org.jspecify.annotations.NullMarked;
