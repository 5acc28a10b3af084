package org.sallyport.delivery.mail;

/** Encryption on the way to the mail server. */
public enum Tls {
  /** STARTTLS (RFC 3207) or no mail. */
  REQUIRED,
  /** STARTTLS where the server offers it. */
  OPPORTUNISTIC,
  /** Never. */
  NONE
}
