/** What an operator of mobile networks says of a number: whether its SIM changed lately. */
@NamedInterface("risk")
package org.sallyport.gate.delivery.risk;

import org.springframework.modulith.NamedInterface;
