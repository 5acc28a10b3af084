/** Pages on the applications that sign people in here: adding, changing and trying them. */
package org.sallyport.staff.admin.applications;
