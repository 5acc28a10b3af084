/** Filters and paths (RFC 7644 sections 3.4.2.2 and 3.10), and what they match. */
@NullMarked
package org.sallyport.connect.scim.filter;

import org.jspecify.annotations.NullMarked;
