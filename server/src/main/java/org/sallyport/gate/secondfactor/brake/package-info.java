/** The brake on SMS to numbers that begin alike and whose codes nearly nobody enters. */
@NamedInterface("brake")
@NullMarked
package org.sallyport.gate.secondfactor.brake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
