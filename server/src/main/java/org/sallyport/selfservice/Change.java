package org.sallyport.selfservice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.secondfactor.Contact;

/** What is done behind a fresh second factor (rule 28). */
public enum Change {
  METHOD,
  PHONE,
  EMAIL,
  PASSWORD,
  /** Something is linked, or removed. */
  DEVICE,
  /** A new sheet of recovery codes. */
  RECOVERY,
  /** Other ways to sign in are turned off or on. */
  WAYS,
  /** An admin acts on resets of other accounts. */
  RESETS,
  /** An admin acts on confirmed names. */
  NAMES;

  /** As rows, forms and events name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is made. */
  public String page() {
    return switch (this) {
      case DEVICE -> "/settings/devices";
      case RESETS, NAMES -> "/admin/" + key();
      case METHOD, PHONE, EMAIL, PASSWORD, RECOVERY, WAYS -> "/settings/" + key();
    };
  }

  /** Whether it is an act of admins. */
  public boolean forAdmins() {
    return this == RESETS || this == NAMES;
  }

  /** What is confirmed, for example "change your mobile number". */
  public String purpose() {
    return switch (this) {
      case METHOD -> "change your two-factor method";
      case PHONE -> "change your mobile number";
      case EMAIL -> "change your e-mail address";
      case PASSWORD -> "change your password";
      case DEVICE -> "link or remove a device";
      case RECOVERY -> "make new recovery codes";
      case WAYS -> "change your other ways to sign in";
      case RESETS -> "act on resets of other accounts";
      case NAMES -> "act on confirmed names";
    };
  }

  /** Whether it can be confirmed without a method that is lost, and then waits. */
  public boolean canWait() {
    return switch (this) {
      case METHOD, PHONE, EMAIL, PASSWORD, DEVICE -> true;
      case RECOVERY, WAYS, RESETS, NAMES -> false;
    };
  }

  public static Optional<Change> of(String key) {
    return Arrays.stream(values()).filter(change -> change.key().equals(key)).findFirst();
  }

  /** What a new contact changes. */
  public static Change of(Contact contact) {
    return switch (contact) {
      case Contact.Mobile mobile -> PHONE;
      case Contact.Mailbox mailbox -> EMAIL;
    };
  }
}
