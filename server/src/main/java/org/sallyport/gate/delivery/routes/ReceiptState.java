package org.sallyport.gate.delivery.routes;

import java.util.Arrays;
import java.util.Locale;

/** What a receipt says became of a message after a route had accepted it. */
public enum ReceiptState {
  /** Not delivered yet, and still tried: the phone is off, for example. */
  DELAYED(false),
  /** The mail system of the receiver took it, and reports nothing more (RFC 3464: relayed). */
  RELAYED(false),
  /** It reached the phone, or the mailbox, or a call was taken. */
  DELIVERED(true),
  /** It was tried until it was of no more use. */
  EXPIRED(true),
  /** The network or the destination does not take it. */
  REFUSED(true),
  /** It cannot be delivered to that destination. */
  UNDELIVERABLE(true),
  /** A call was not taken. */
  NO_ANSWER(true),
  /** The line of a call was busy. */
  BUSY(true),
  /** There is no such mailbox, or it takes nothing. */
  NO_MAILBOX(true),
  MAILBOX_FULL(true),
  /** The mail system of the receiver does not take the mail. */
  REJECTED(true);

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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ReceiptState ofStored(String stored) {
    return Arrays.stream(values())
        .filter(state -> state.stored().equals(stored))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state of a receipt: " + stored));
  }
}
