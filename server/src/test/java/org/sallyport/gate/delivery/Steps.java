package org.sallyport.gate.delivery;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Objects;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.sallyport.platform.ids.MessageId;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Common steps of the outbox tests. */
final class Steps {
  private final Outbox outbox;
  private final OutboxStore store;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;

  Steps(BeanFactory beans) {
    outbox = beans.getBean(Outbox.class);
    store = beans.getBean(OutboxStore.class);
    transaction = beans.getBean(TransactionTemplate.class);
    jdbc = beans.getBean(JdbcClient.class);
  }

  static Message mail(String to) {
    return new Message(Channel.EMAIL, to, "Hello", "Good morning, 418 207.\n");
  }

  MessageId put(Message message) {
    return Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
  }

  /** A message that a node marked and did not process further. */
  MessageId markedBy(long node, Message message) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              MessageId id = store.put(message);
              mark(id, node);
              return id;
            }));
  }

  void awaitEnd(MessageId id) {
    await().until(() -> isOver(id));
  }

  void awaitEnds(List<MessageId> ids) {
    await().until(() -> ids.stream().allMatch(this::isOver));
  }

  private boolean isOver(MessageId id) {
    return !(outbox.delivery(id) instanceof Delivery.OnItsWay);
  }

  void awaitTrouble(MessageId id) {
    await()
        .until(() -> outbox.delivery(id) instanceof Delivery.OnItsWay way && way.trouble() != null);
  }

  private void mark(MessageId id, long node) {
    jdbc.sql(
            """
            update outbox set state = 'sending', claimed_by = :node, claimed_at = created_at, tries = 1
            where id = :id
            """)
        .param("node", node)
        .param("id", id.value())
        .update();
  }
}
