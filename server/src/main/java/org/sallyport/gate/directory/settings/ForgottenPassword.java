package org.sallyport.gate.directory.settings;

/** What is mailed to somebody who forgot the password of a directory. */
public enum ForgottenPassword {
  /** Whom to ask. */
  REFER,
  /** A link by which they set a new one, which the service account does in the directory. */
  RESET
}
