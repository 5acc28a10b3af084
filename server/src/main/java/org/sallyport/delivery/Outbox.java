package org.sallyport.delivery;

import org.sallyport.ids.MessageId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Messages on their way. */
@Component
public class Outbox {

  /**
   * Puts a message into the outbox, in the caller's transaction: it is sent if and only if that
   * commits.
   *
   * @throws IllegalArgumentException if an address or a subject has a line break or another control
   *     character
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public MessageId put(Message message) {
    throw new UnsupportedOperationException(message.toString());
  }

  /** How far a message has come. */
  public Delivery delivery(MessageId message) {
    throw new UnsupportedOperationException(message.toString());
  }
}
