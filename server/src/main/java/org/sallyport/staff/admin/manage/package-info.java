/** What an admin does to one account: making, inviting, editing, disabling and enabling it. */
@NamedInterface("manage")
@NullMarked
package org.sallyport.staff.admin.manage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
