/** Keys for programs: making, replacing and ending them. */
package org.sallyport.staff.admin.keys;
