/** Routes through SMS centres (SMPP 3.4). */
package org.sallyport.gate.delivery.sms.smpp;
