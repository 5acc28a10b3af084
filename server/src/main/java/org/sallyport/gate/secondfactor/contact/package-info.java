/** Codes that prove a new mobile number or e-mail address. */
@NamedInterface("contact")
package org.sallyport.gate.secondfactor.contact;

import org.springframework.modulith.NamedInterface;
