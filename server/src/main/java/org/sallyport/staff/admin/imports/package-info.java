/** The page on which an admin imports a file of accounts, after a dry run. */
package org.sallyport.staff.admin.imports;
