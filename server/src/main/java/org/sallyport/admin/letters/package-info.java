/** Letters with an activation code, to be printed or saved as PDF. */
@NullMarked
package org.sallyport.admin.letters;

import org.jspecify.annotations.NullMarked;
