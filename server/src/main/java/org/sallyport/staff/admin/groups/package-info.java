/** Pages on groups: their members, and who administers them. */
@NamedInterface("groups")
@NullMarked
package org.sallyport.staff.admin.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
