package org.sallyport.gate.delivery;

import java.util.Collection;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.ids.MessageId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of messages to be sent. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Outbox {
  private final OutboxStore store;
  private final ObjectProvider<Dispatcher> dispatcher;

  /**
   * Puts a message into the outbox, in the caller's transaction: it is sent if and only if that
   * commits.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public MessageId put(Message message) {
    MessageId id = store.put(message);
    AfterCommit.run(
        () -> dispatcher.ifAvailable(here -> here.wake(message.channel(), message.priority())));
    return id;
  }

  /**
   * Withdraws messages that were not handed over yet, in the caller's transaction. Those that are
   * being handed over at the moment are not tried again.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdraw(Collection<MessageId> messages) {
    if (!messages.isEmpty()) {
      store.withdraw(messages);
    }
  }

  /** The delivery states of messages, of those that are still kept. */
  public Map<MessageId, Delivery> deliveries(Collection<MessageId> messages) {
    return messages.isEmpty() ? Map.of() : store.deliveries(messages);
  }

  /**
   * The delivery state of a message.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException if there is no such message
   */
  public Delivery delivery(MessageId message) {
    return store.delivery(message);
  }
}
