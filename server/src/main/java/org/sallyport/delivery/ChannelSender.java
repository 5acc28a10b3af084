package org.sallyport.delivery;

import org.sallyport.ids.MessageId;

/** Who takes the messages of one channel from the outbox to the outside. */
public interface ChannelSender {

  /** The channel it serves. */
  Channel channel();

  /**
   * Hands one message over, once, and says what became of it. It waits for the answer, some seconds
   * at the most.
   *
   * @param id the same each time the message is handed over
   */
  SendResult handOver(MessageId id, Message message);
}
