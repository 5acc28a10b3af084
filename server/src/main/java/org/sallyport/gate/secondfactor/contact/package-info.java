/** Codes that prove a new mobile number or e-mail address. */
@NamedInterface("contact")
@NullMarked
package org.sallyport.gate.secondfactor.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
