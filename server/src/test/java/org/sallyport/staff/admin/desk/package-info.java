/** The pages of the help desk. */
@NullMarked
package org.sallyport.staff.admin.desk;

import org.jspecify.annotations.NullMarked;
