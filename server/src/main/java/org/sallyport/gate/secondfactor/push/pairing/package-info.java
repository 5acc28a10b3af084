/** Linking a phone to an account. */
@NullMarked
package org.sallyport.gate.secondfactor.push.pairing;

import org.jspecify.annotations.NullMarked;
