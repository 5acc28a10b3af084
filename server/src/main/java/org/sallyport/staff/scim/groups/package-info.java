/**
 * Groups: practices and departments that the identity system made, and those of its users in them.
 */
@NullMarked
package org.sallyport.staff.scim.groups;

import org.jspecify.annotations.NullMarked;
