/** Letters with an activation code, to be printed or saved as PDF. */
@NullMarked
package org.sallyport.staff.admin.letters;

import org.jspecify.annotations.NullMarked;
