/** The page on names in archive entries without a number, and whose they are. */
package org.sallyport.staff.admin.names;
