/** Pages on groups: their members, and who administers them. */
@NullMarked
package org.sallyport.staff.admin.groups;

import org.jspecify.annotations.NullMarked;
