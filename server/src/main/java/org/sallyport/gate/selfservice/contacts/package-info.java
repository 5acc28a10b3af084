/** A new mobile number or e-mail address, and the code that verifies it. */
@NullMarked
package org.sallyport.gate.selfservice.contacts;

import org.jspecify.annotations.NullMarked;
