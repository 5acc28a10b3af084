package org.sallyport.gate.delivery.routes;

import java.util.Arrays;
import java.util.Locale;

/** What a receipt says became of a message after a route had accepted it. */
public enum ReceiptState {
  /** Not delivered yet, and still tried: the phone is off, for example. */
  DELAYED(false),
  /** It reached the phone, or the mailbox. */
  DELIVERED(true),
  /** It was tried until it was of no more use. */
  EXPIRED(true),
  /** The network or the destination does not take it. */
  REFUSED(true),
  /** It cannot be delivered to that destination. */
  UNDELIVERABLE(true);

  private final boolean isFinal;

  ReceiptState(boolean isFinal) {
    this.isFinal = isFinal;
  }

  /** Whether no other state follows. */
  public boolean isFinal() {
    return isFinal;
  }

  /** Its name in the database, in metrics and in keys of sentences. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ReceiptState ofStored(String stored) {
    return Arrays.stream(values())
        .filter(state -> state.stored().equals(stored))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state of a receipt: " + stored));
  }
}
