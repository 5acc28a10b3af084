/** With which people of issuers elsewhere an account is linked. */
@NullMarked
package org.sallyport.staff.admin.issuers;

import org.jspecify.annotations.NullMarked;
