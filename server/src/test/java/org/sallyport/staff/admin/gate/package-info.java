/** The gate in front of the administration pages. */
package org.sallyport.staff.admin.gate;
