package org.sallyport.gate.delivery;

import java.util.Locale;

/** A delivery channel. */
public enum Channel {
  EMAIL,
  SMS;

  /** Its name in the database. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Channel ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
