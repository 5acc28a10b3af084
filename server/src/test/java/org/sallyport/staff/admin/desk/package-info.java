/** The pages of the help desk. */
package org.sallyport.staff.admin.desk;
