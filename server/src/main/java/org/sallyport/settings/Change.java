package org.sallyport.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.secondfactor.Contact;

/** What is done behind a fresh second factor (RULES 28). */
enum Change {
  METHOD,
  PHONE,
  EMAIL,
  PASSWORD,
  /** Something is linked, or removed. */
  DEVICE,
  /** A new sheet of recovery codes. */
  RECOVERY,
  /** An admin acts on resets of other accounts. */
  RESETS,
  /** An admin acts on confirmed names. */
  NAMES;

  /** As rows, forms and events name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is made. */
  String page() {
    return switch (this) {
      case DEVICE -> "/settings/devices";
      case RESETS, NAMES -> "/admin/" + key();
      case METHOD, PHONE, EMAIL, PASSWORD, RECOVERY -> "/settings/" + key();
    };
  }

  /** Whether it is an act of admins. */
  boolean forAdmins() {
    return this == RESETS || this == NAMES;
  }

  static Optional<Change> of(String key) {
    return Arrays.stream(values()).filter(change -> change.key().equals(key)).findFirst();
  }

  /** What a new contact changes. */
  static Change of(Contact contact) {
    return switch (contact) {
      case Contact.Mobile mobile -> PHONE;
      case Contact.Mailbox mailbox -> EMAIL;
    };
  }
}
