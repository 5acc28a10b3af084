/** The sign-in at an issuer elsewhere, in place of the password step. */
@NullMarked
package org.sallyport.gate.signin.federation;

import org.jspecify.annotations.NullMarked;
