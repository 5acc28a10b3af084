/** Users: accounts that the identity system made. */
@NullMarked
package org.sallyport.staff.scim.users;

import org.jspecify.annotations.NullMarked;
