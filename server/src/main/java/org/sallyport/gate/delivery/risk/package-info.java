/** What an operator of mobile networks says of a number: whether its SIM changed lately. */
@NamedInterface("risk")
@NullMarked
package org.sallyport.gate.delivery.risk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
