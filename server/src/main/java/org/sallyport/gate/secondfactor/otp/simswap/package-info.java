/** No code goes to a number whose SIM changed lately: somebody else may have it. */
@NullMarked
package org.sallyport.gate.secondfactor.otp.simswap;

import org.jspecify.annotations.NullMarked;
