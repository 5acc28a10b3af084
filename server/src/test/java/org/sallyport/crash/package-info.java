/** The state that remains when the process is killed at any moment. */
@NullMarked
package org.sallyport.crash;

import org.jspecify.annotations.NullMarked;
