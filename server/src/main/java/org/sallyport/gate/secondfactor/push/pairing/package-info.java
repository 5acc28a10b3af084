/** Linking a phone to an account. */
package org.sallyport.gate.secondfactor.push.pairing;
