package org.sallyport.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.secondfactor.Contact;

/** What an owner can change about an account behind a fresh second factor (RULES 28). */
enum Change {
  METHOD,
  PHONE,
  EMAIL,
  PASSWORD,
  /** Something is linked, or removed. */
  DEVICE,
  /** A new sheet of recovery codes. */
  RECOVERY;

  /** As rows, forms and events name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is made. */
  String page() {
    return this == DEVICE ? "/settings/devices" : "/settings/" + key();
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
