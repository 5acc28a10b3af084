package org.sallyport.gate.delivery;

import java.util.Optional;
import org.sallyport.platform.ids.MessageId;

/**
 * Decides whether an SMS or a call may leave, right before it is handed to a route: outside any
 * transaction, so it may ask something that takes a second or two to answer.
 */
public interface MessageCheck {

  /**
   * Why the message is not sent, as {@link org.sallyport.gate.delivery.StoredText}; empty if it may
   * leave.
   */
  Optional<String> refusal(MessageId id, Message message);
}
