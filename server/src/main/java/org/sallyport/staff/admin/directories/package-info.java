/** The page on the hospital's directories: their state, and whose accounts belong to whom. */
@NullMarked
package org.sallyport.staff.admin.directories;

import org.jspecify.annotations.NullMarked;
