/** The pages of admins, below /admin. */
@NullMarked
package org.sallyport.staff.admin.pages;

import org.jspecify.annotations.NullMarked;
