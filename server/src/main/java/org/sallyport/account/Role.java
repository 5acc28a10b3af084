package org.sallyport.account;

import java.util.Locale;

/** The role of an account. */
public enum Role {
  PHYSICIAN,
  ADMIN,
  PATIENT;

  /** Its name in files and events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
