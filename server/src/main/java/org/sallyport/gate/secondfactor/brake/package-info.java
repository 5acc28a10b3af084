/** The brake on SMS to numbers that begin alike and whose codes nearly nobody enters. */
@NamedInterface("brake")
package org.sallyport.gate.secondfactor.brake;

import org.springframework.modulith.NamedInterface;
