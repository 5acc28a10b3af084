/** DKIM signatures of mails (RFC 6376), and the keys that make them. */
@NullMarked
package org.sallyport.gate.delivery.mail.dkim;

import org.jspecify.annotations.NullMarked;
