/** Filters and paths (RFC 7644 sections 3.4.2.2 and 3.10), and what they match. */
package org.sallyport.connect.scim.filter;
