/** What some gateways expect, by their published contracts. */
@NullMarked
package org.sallyport.gate.delivery.sms.ready;

import org.jspecify.annotations.NullMarked;
