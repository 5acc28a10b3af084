package org.sallyport.gate.delivery.mail;

/** Encryption of the connection to the mail server. */
public enum Tls {
  /** STARTTLS (RFC 3207) is required; without it no mail is sent. */
  REQUIRED,
  /** TLS from the first byte (RFC 8314). */
  IMPLICIT,
  /** STARTTLS if the server offers it. */
  OPPORTUNISTIC,
  /** No encryption. */
  NONE
}
