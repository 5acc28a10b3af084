/** Keys for programs: making, replacing and ending them. */
@NullMarked
package org.sallyport.staff.admin.keys;

import org.jspecify.annotations.NullMarked;
