/**
 * Groups: practices and departments that the identity system made, and those of its users in them.
 */
package org.sallyport.connect.scim.groups;
