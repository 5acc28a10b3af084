/** What mail systems report of mails that a mail server accepted (RFC 3461, RFC 3464). */
package org.sallyport.gate.delivery.mail.bounces;
