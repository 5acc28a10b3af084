/** The page on names in archive entries without a number, and whose they are. */
@NullMarked
package org.sallyport.staff.admin.names;

import org.jspecify.annotations.NullMarked;
