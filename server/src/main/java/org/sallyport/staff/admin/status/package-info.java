/** Pages on the state of the portal: messages, limits, archive, tasks, policy. */
package org.sallyport.staff.admin.status;
