/** Automated checks of the architecture and the conventions. */
@NullMarked
package org.sallyport.architecture;

import org.jspecify.annotations.NullMarked;
