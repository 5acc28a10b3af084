/** What HTTP gateways report about messages that they accepted. */
package org.sallyport.gate.delivery.sms.receipts;
