/** Pages that say what an account would see, who sees a study, and why. */
@NullMarked
package org.sallyport.staff.admin.examine;

import org.jspecify.annotations.NullMarked;
