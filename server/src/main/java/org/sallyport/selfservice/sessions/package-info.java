/** The open sessions of an account. */
@NullMarked
package org.sallyport.selfservice.sessions;

import org.jspecify.annotations.NullMarked;
