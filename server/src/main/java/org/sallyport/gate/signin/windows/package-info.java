/** The sign-in with a Kerberos ticket, in place of the password step. */
@NullMarked
package org.sallyport.gate.signin.windows;

import org.jspecify.annotations.NullMarked;
