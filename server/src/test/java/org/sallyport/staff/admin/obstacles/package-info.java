/** What keeps people out, in sentences. */
package org.sallyport.staff.admin.obstacles;
