package org.sallyport.gate.directory.settings;

/** When a person of a directory gets an account. */
public enum AccountCreation {
  /** Never: an admin links accounts that exist. */
  NEVER,
  /** At the first sign-in. */
  SIGN_IN,
  /** With the next synchronisation, or at the first sign-in if that is earlier. */
  SYNC
}
