package org.sallyport.gate.delivery;

import java.util.Set;

/**
 * A message was given up, or may or may not have been sent. Published after the row was updated.
 *
 * @param reason without any address, as {@link org.sallyport.gate.delivery.StoredText}
 */
public record MessageFailed(Channel channel, String reason) {
  /** The reasons of messages that were held back because of their receiver: no channel failed. */
  static final Set<String> HELD_BACK =
      Set.of(
          StoredText.of("delivery.sms.sim-changed"),
          StoredText.of("delivery.sms.number-refused"),
          StoredText.of("delivery.voice.sim-changed"),
          StoredText.of("delivery.voice.number-refused"));

  /** Whether the message was held back because of its receiver. */
  public boolean isHeldBack() {
    return HELD_BACK.contains(reason);
  }
}
