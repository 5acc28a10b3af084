package org.sallyport.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a message has come. */
public sealed interface Delivery {

  /**
   * Waiting, or being handed over at this moment.
   *
   * @param trouble why the last try failed, in words for a page; null if none did
   */
  record OnItsWay(@Nullable String trouble) implements Delivery {}

  /** The mail server or the SMS gateway took it. */
  record HandedOver(Instant at) implements Delivery {}

  /**
   * It was not taken and is not tried again.
   *
   * @param reason in words for a page
   */
  record Failed(String reason) implements Delivery {}

  /**
   * It may or may not have been taken; it is not sent again by itself, since that could double it.
   */
  record Unknown() implements Delivery {}
}
