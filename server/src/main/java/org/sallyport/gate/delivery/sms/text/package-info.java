/** The segments of SMS, and the words of receipts. */
@NullMarked
package org.sallyport.gate.delivery.sms.text;

import org.jspecify.annotations.NullMarked;
