/** The open sessions of an account. */
@NullMarked
package org.sallyport.gate.selfservice.sessions;

import org.jspecify.annotations.NullMarked;
