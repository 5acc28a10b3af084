/**
 * What DNS says about the sender's domain, on which receivers decide whether a mail is genuine: SPF
 * (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).
 */
package org.sallyport.gate.delivery.mail.dns;
