/** What keeps people out, in sentences. */
@NullMarked
package org.sallyport.staff.admin.obstacles;

import org.jspecify.annotations.NullMarked;
