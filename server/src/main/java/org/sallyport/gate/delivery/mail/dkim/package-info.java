/** DKIM signatures of mails (RFC 6376), and the keys that make them. */
package org.sallyport.gate.delivery.mail.dkim;
