/** What an admin does to one account: making, inviting, editing, disabling and enabling it. */
@NullMarked
package org.sallyport.staff.admin.manage;

import org.jspecify.annotations.NullMarked;
