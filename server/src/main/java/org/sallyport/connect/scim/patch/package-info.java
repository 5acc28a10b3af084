/** Changes of parts of a resource (RFC 7644 section 3.5.2), also as Entra ID and Okta send them. */
@NullMarked
package org.sallyport.connect.scim.patch;

import org.jspecify.annotations.NullMarked;
