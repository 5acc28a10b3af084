/** The login history, and "This wasn't me". */
@NullMarked
package org.sallyport.selfservice.history;

import org.jspecify.annotations.NullMarked;
