/** What an admin does to one account: making, inviting, editing, disabling and enabling it. */
package org.sallyport.staff.admin.manage;
