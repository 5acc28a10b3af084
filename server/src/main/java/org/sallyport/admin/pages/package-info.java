/** The pages of admins, below /admin. */
@NullMarked
package org.sallyport.admin.pages;

import org.jspecify.annotations.NullMarked;
