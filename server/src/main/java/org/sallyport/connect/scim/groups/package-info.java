/**
 * Groups: practices and departments that the identity system made, and those of its users in them.
 */
@NullMarked
package org.sallyport.connect.scim.groups;

import org.jspecify.annotations.NullMarked;
