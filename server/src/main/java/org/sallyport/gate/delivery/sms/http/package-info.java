/** Routes through HTTP gateways. */
package org.sallyport.gate.delivery.sms.http;
