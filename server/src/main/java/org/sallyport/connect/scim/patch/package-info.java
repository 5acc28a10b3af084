/** Changes of parts of a resource (RFC 7644 section 3.5.2), also as Entra ID and Okta send them. */
package org.sallyport.connect.scim.patch;
