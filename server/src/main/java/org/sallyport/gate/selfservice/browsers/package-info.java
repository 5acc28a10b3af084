/** The remembered browsers of an account. */
@NullMarked
package org.sallyport.gate.selfservice.browsers;

import org.jspecify.annotations.NullMarked;
