/** The risk of codes by SMS, and that the owner of an account confirmed to know it. */
package org.sallyport.gate.secondfactor.otp.notice;
