/** CAMARA's API SIM Swap, as the service that knows whether the SIM of a number changed. */
package org.sallyport.gate.delivery.sms.risk;
