/** Linking a phone to an account. */
@NullMarked
package org.sallyport.secondfactor.push.pairing;

import org.jspecify.annotations.NullMarked;
