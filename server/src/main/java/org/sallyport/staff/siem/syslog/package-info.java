/** Syslog: the message (RFC 5424), and its transport over TLS (RFC 5425) or TCP on loopback. */
package org.sallyport.staff.siem.syslog;
