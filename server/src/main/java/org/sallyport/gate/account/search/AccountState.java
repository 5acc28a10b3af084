package org.sallyport.gate.account.search;

import java.util.Locale;

/** What most decides whether an account can be used. */
public enum AccountState {
  OPEN,
  /** It has no password yet. */
  INVITED,
  LOCKED,
  DISABLED;

  /** Of several that hold, the one that lasts longest. */
  public static AccountState of(boolean disabled, boolean locked, boolean invited) {
    if (disabled) {
      return DISABLED;
    }
    if (locked) {
      return LOCKED;
    }
    return invited ? INVITED : OPEN;
  }

  /** Its name in addresses, files and keys of messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
