/** Signing in elsewhere: linking the account with a person of an issuer, and ending that. */
@NullMarked
package org.sallyport.gate.selfservice.elsewhere;

import org.jspecify.annotations.NullMarked;
