package org.sallyport.staff.admin.desk;

import java.util.Locale;

/** What the help desk can do to an account; nothing else. */
public enum DeskAct {
  UNLOCK,
  INVITE,
  END,
  RESET;

  /** Its name in addresses and keys. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs a reason. */
  public boolean needsReason() {
    return this != INVITE;
  }
}
