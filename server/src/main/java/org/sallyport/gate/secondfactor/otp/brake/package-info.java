/** Puts the brakes on SMS on, from the codes that were sent and entered. */
package org.sallyport.gate.secondfactor.otp.brake;
