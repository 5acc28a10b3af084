/** The login history, and "This wasn't me". */
@NullMarked
package org.sallyport.gate.selfservice.history;

import org.jspecify.annotations.NullMarked;
