/** A new mobile number or e-mail address, and the code that verifies it. */
package org.sallyport.gate.selfservice.contacts;
