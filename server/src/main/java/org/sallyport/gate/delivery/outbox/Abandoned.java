package org.sallyport.gate.delivery.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.MessageFailed;
import org.sallyport.gate.delivery.StoredText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handles messages that a node had marked as being handed over when it died. Whether they were sent
 * is unknown: a mail is sent again with the same Message-ID unless it was withdrawn meanwhile; an
 * SMS or a call is not. A mail during which nodes died several times may be what ends them, so it
 * is set aside.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Abandoned {
  /** Crashes for other reasons seldom hit the same message so often. */
  private static final int MAX_INTERRUPTIONS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher listeners;
  private final Clock clock;

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

  private static final String SET_ASIDE =
      """
      update outbox set state = 'failed', ended_at = :now, failure = :reason, body = null
      where state = 'sending' and claimed_by = :node and channel = 'email' and interruptions >= :most and not withdrawn
      returning id
      """;

  private static final String SEND_MAILS_AGAIN =
      """
      update outbox
      set state = case when withdrawn then 'withdrawn' else 'waiting' end,
          ended_at = case when withdrawn then cast(:now as timestamptz) end,
          body = case when not withdrawn then body end,
          next_try_at = :now, interruptions = interruptions + 1
      where state = 'sending' and claimed_by = :node and channel = 'email'
      """;

  private static final String GIVE_UP_OTHERS =
      """
      update outbox set state = 'unknown', ended_at = :now, body = null
      where state = 'sending' and claimed_by = :node and channel <> 'email'
      """;

  private void takeUp(long node) {
    if (!isDead(node)) {
      return;
    }
    Instant now = clock.instant();
    setAside(node, now);
    jdbc.sql(SEND_MAILS_AGAIN).param("now", now).param("node", node).update();
    jdbc.sql(GIVE_UP_OTHERS).param("now", now).param("node", node).update();
  }

  private void setAside(long node, Instant now) {
    String reason = StoredText.of("delivery.set-aside");
    List<UUID> messages =
        jdbc.sql(SET_ASIDE)
            .param("now", now)
            .param("node", node)
            .param("reason", reason)
            .param("most", MAX_INTERRUPTIONS - 1)
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    for (UUID id : messages) {
      LOG.error("message {} by email was set aside: the server stopped during each try", id);
      listeners.publishEvent(new MessageFailed(Channel.EMAIL, reason));
    }
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
