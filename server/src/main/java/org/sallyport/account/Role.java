package org.sallyport.account;

import java.util.Locale;

/** What a person is to the installation. */
public enum Role {
  PHYSICIAN,
  ADMIN,
  PATIENT;

  /** As files and events name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
