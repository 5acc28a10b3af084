/** The page on the hospital's directories: their state, and whose accounts belong to whom. */
package org.sallyport.staff.admin.directories;
