/** Users: accounts that the identity system made. */
@NullMarked
package org.sallyport.connect.scim.users;

import org.jspecify.annotations.NullMarked;
