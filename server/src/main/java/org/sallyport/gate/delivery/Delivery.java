package org.sallyport.gate.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The delivery state of a message. */
public sealed interface Delivery {

  /**
   * Waiting, or being handed over now.
   *
   * @param trouble why the last try failed, as text for a page; null if none failed
   */
  record OnItsWay(@Nullable String trouble) implements Delivery {}

  /** The mail server or the SMS gateway accepted it. */
  record HandedOver(Instant at) implements Delivery {}

  /** A receipt says that it has not reached its destination yet, and is still tried. */
  record Delayed() implements Delivery {}

  /**
   * A receipt says that the mail system of its receiver accepted it; of its delivery nothing is
   * heard.
   */
  record Relayed() implements Delivery {}

  /** A receipt says that it reached its destination. */
  record Delivered(Instant at) implements Delivery {}

  /**
   * It was not accepted, or a receipt says that it was not delivered, and it is not tried again.
   *
   * @param reason as text for a page
   */
  record Failed(String reason) implements Delivery {}

  /**
   * It may or may not have been accepted; it is not sent again automatically, to avoid duplicates.
   */
  record Unknown() implements Delivery {}
}
