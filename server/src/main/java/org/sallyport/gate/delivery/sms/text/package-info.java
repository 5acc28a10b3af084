/** The segments of SMS, and the words of receipts. */
package org.sallyport.gate.delivery.sms.text;
