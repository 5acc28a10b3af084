package org.sallyport.delivery;

import java.util.Locale;

/** A delivery channel. */
public enum Channel {
  EMAIL,
  SMS;

  /** Its name in the database. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Channel ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
