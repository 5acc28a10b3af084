package org.sallyport.delivery;

import java.util.Locale;

/** A way to a person. */
public enum Channel {
  EMAIL,
  SMS;

  /** As the database spells it. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Channel ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
