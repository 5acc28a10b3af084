/** The pages of admins, below /admin. */
package org.sallyport.staff.admin.pages;
