/** The audit log in the administration pages: search, one event, export. */
package org.sallyport.staff.admin.audit;
