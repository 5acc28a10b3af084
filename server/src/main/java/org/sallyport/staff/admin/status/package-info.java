/** Pages on the state of the portal: messages, limits, archive, tasks, policy. */
@NullMarked
package org.sallyport.staff.admin.status;

import org.jspecify.annotations.NullMarked;
