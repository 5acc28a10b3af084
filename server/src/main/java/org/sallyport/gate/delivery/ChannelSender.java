package org.sallyport.gate.delivery;

import org.sallyport.platform.ids.MessageId;

/** Hands the messages of one channel over to the mail server or SMS gateway. */
public interface ChannelSender {

  Channel channel();

  /**
   * On how many routes messages of the channel leave, each of which has as many places as a channel
   * with one route.
   */
  default int lanes() {
    return 1;
  }

  /**
   * Hands one message over, once, and returns the result. Blocks for some seconds at most.
   *
   * @param id the same each time the message is handed over
   */
  SendResult send(MessageId id, Message message);
}
