/** Users: accounts that the identity system made. */
package org.sallyport.connect.scim.users;
