package org.sallyport.gate.delivery.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handles messages that a node had marked as being handed over when it died. Whether they were sent
 * is unknown: a mail is sent again with the same Message-ID; an SMS is not.
 */
@Component
public class Abandoned {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Abandoned(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Processes the messages of dead nodes.
   *
   * @param own numbers under which this node is currently handing messages over
   */
  void takeUp(Set<Long> own) {
    marked().stream()
        .filter(node -> !own.contains(node))
        .forEach(node -> transaction.executeWithoutResult(status -> takeUp(node)));
  }

  private List<Long> marked() {
    return jdbc.sql("select distinct claimed_by from outbox where state = 'sending'")
        .query((row, number) -> row.getLong("claimed_by"))
        .list();
  }

  private static final String SEND_MAILS_AGAIN =
      """
      update outbox set state = 'waiting', next_try_at = :now
      where state = 'sending' and claimed_by = :node and channel = 'email'
      """;

  private static final String GIVE_UP_SMS =
      """
      update outbox set state = 'unknown', ended_at = :now, body = null
      where state = 'sending' and claimed_by = :node and channel = 'sms'
      """;

  private void takeUp(long node) {
    if (!isDead(node)) {
      return;
    }
    Instant now = clock.instant();
    jdbc.sql(SEND_MAILS_AGAIN).param("now", now).param("node", node).update();
    jdbc.sql(GIVE_UP_SMS).param("now", now).param("node", node).update();
  }

  /**
   * Whether the number's lock is free. The lock is then held until the transaction ends, so that
   * only one node acts.
   */
  private boolean isDead(long node) {
    return jdbc.sql("select pg_try_advisory_xact_lock(:node)")
        .param("node", node)
        .query(Boolean.class)
        .single();
  }
}
