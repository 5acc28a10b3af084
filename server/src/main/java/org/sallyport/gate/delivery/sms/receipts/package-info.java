/** What HTTP gateways report about messages that they accepted. */
@NullMarked
package org.sallyport.gate.delivery.sms.receipts;

import org.jspecify.annotations.NullMarked;
