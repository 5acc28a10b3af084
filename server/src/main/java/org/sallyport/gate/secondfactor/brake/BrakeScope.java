package org.sallyport.gate.secondfactor.brake;

import java.util.Locale;

/** Which SMS a brake stops. */
public enum BrakeScope {
  /** Those to numbers that nobody has verified here: numbers of new contacts, and of shares. */
  NEW,
  /** All that are asked for in browsers from which the account did not sign in before. */
  ALL;

  /** Its name in the database, in events and in keys of sentences. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static BrakeScope ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
