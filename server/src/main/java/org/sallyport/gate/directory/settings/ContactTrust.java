package org.sallyport.gate.directory.settings;

/** How far an address or number in a directory is believed. */
public enum ContactTrust {
  /** It is not taken. */
  IGNORE,
  /**
   * It is taken for a new account; a later change gets no codes for a sign-in for the time of
   * {@code sallyport.imports.contact-delay}, as one that an admin makes (rule 39).
   */
  DELAY,
  /** It is taken, and its changes get codes at once, as those at the command line. */
  TRUST
}
