package org.sallyport.gate.delivery;

import java.util.Locale;

/** A delivery channel. */
public enum Channel {
  EMAIL,
  SMS,
  /** A call in which the message is spoken. */
  VOICE;

  /** Its name in the database. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its messages go to a telephone number. */
  public boolean isToNumber() {
    return this != EMAIL;
  }

  public static Channel ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
