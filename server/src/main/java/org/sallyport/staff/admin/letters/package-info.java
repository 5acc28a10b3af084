/** Letters with an activation code, to be printed or saved as PDF. */
package org.sallyport.staff.admin.letters;
