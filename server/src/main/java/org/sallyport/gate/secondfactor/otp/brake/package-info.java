/** Puts the brakes on SMS on, from the codes that were sent and entered. */
@NullMarked
package org.sallyport.gate.secondfactor.otp.brake;

import org.jspecify.annotations.NullMarked;
