/** With which people of issuers elsewhere an account is linked. */
package org.sallyport.staff.admin.issuers;
