/** What some gateways expect, by their published contracts. */
package org.sallyport.gate.delivery.sms.ready;
