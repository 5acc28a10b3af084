/** No code goes to a number whose SIM changed lately: somebody else may have it. */
package org.sallyport.gate.secondfactor.otp.simswap;
