/** Pages on groups: their members, and who administers them. */
package org.sallyport.staff.admin.groups;
