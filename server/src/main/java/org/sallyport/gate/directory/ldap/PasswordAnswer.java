package org.sallyport.gate.directory.ldap;

/** What a directory answers to a change of a password. */
public enum PasswordAnswer {
  CHANGED,
  WRONG_OLD,
  /**
   * The new one is too short, too simple, one of the last ones, or it is too early for a new one.
   */
  REFUSED_BY_POLICY,
  LOCKED,
  /** The service account may not do that. */
  NO_RIGHT,
  /** No answer, or none that says anything of the passwords. */
  NONE
}
