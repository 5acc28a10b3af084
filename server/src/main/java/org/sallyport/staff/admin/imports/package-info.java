/** The page on which an admin imports a file of accounts, after a dry run. */
@NullMarked
package org.sallyport.staff.admin.imports;

import org.jspecify.annotations.NullMarked;
