package org.sallyport.gate.delivery.outbox;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.RecentMessage;
import org.sallyport.gate.delivery.SentMessages;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox in the database. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OutboxStore {
  /** Destinations are encrypted, so that finding those of somebody opens all of them. */
  private static final int MAX_LOOKED_AT = 200_000;

  private static final int LOOK_SIZE = 1_000;
  private static final Duration DEFAULT_TTL = Duration.ofHours(24);

  private static final String STATE =
      "select id, state, failure, ended_at, receipt, receipt_at from outbox";

  private static final String CLAIM =
      """
      update outbox
      set state = 'sending', claimed_by = :node, claimed_at = :now, tries = tries + 1
      where id = (select id from outbox
                  where state = 'waiting' and not withdrawn and channel = :channel and priority <= :least and next_try_at <= :now
                  order by priority, tries, next_try_at limit 1 for update skip locked)
      returning id, channel, priority, destination, subject, body, expires_at, tries
      """;

  private static final String END =
      """
      update outbox
      set state = case when withdrawn and :state = 'failed' then 'withdrawn' else :state end,
          failure = case when not (withdrawn and :state = 'failed') then cast(:failure as text) end,
          ended_at = :now, body = null
      where id = :id and claimed_by = :node and tries = :tries and state in ('sending', 'unknown')
      returning state = 'withdrawn'
      """;

  private static final String TRY_AGAIN =
      """
      update outbox
      set state = case when withdrawn then 'withdrawn' else 'waiting' end,
          ended_at = case when withdrawn then cast(:now as timestamptz) end,
          body = case when not withdrawn then body end,
          failure = case when not withdrawn then cast(:trouble as text) end,
          next_try_at = :at
      where id = :id and claimed_by = :node and tries = :tries and state = 'sending'
      returning state = 'waiting'
      """;

  private final JdbcClient jdbc;
  private final Envelopes envelopes;
  private final RandomValues random;
  private final Clock clock;

  public MessageId put(Message message) {
    MessageId id = new MessageId(random.id());
    Envelope envelope = envelopes.seal(id, message);
    Instant now = clock.instant();
    Instant until = message.expiresAt();
    jdbc.sql(
            """
            insert into outbox (id, channel, priority, destination, subject, body, state, created_at, next_try_at, expires_at)
            values (:id, :channel, :priority, :destination, :subject, :body, 'waiting', :now, :now, :until)
            """)
        .param("id", id.value())
        .param("channel", message.channel().stored())
        .param("priority", envelope.priority().stored())
        .param("destination", envelope.destination())
        .param("subject", envelope.subject())
        .param("body", envelope.body())
        .param("now", now)
        .param("until", until == null ? now.plus(DEFAULT_TTL) : until)
        .update();
    return id;
  }

  /**
   * Ends messages that wait; the body is erased. Those that are being handed over are not tried
   * again if that fails.
   */
  public void withdraw(Collection<MessageId> messages) {
    jdbc.sql("select withdraw_messages(:ids, :now)")
        .param("ids", ids(messages))
        .param("now", clock.instant())
        .query()
        .singleRow();
  }

  /**
   * Ends messages that were withdrawn and wait all the same: a server whose version does not know
   * of that gave them back.
   */
  void endWithdrawn() {
    jdbc.sql(
            """
            update outbox set state = 'withdrawn', ended_at = :now, failure = null, body = null
             where withdrawn and state = 'waiting'
            """)
        .param("now", clock.instant())
        .update();
  }

  public Delivery delivery(MessageId id) {
    return jdbc.sql(STATE + " where id = :id")
        .param("id", id.value())
        .query((row, number) -> delivery(row))
        .single();
  }

  /** The delivery states of messages, without those that were deleted. */
  public Map<MessageId, Delivery> deliveries(Collection<MessageId> messages) {
    Map<MessageId, Delivery> found = new HashMap<>();
    jdbc.sql(STATE + " where id = any(:ids)")
        .param("ids", ids(messages))
        .query(
            row -> {
              found.put(new MessageId(row.getObject("id", UUID.class)), delivery(row));
            });
    return found;
  }

  private static UUID[] ids(Collection<MessageId> messages) {
    return messages.stream().map(MessageId::value).toArray(UUID[]::new);
  }

  /** The newest messages since a moment. */
  public List<RecentMessage> recent(Instant since, int most) {
    return jdbc.sql(
            """
            select id, channel, destination, state, failure, tries, created_at, ended_at,
                   route, receipt
              from outbox where created_at >= :since order by created_at desc, id limit :most
            """)
        .param("since", since)
        .param("most", most)
        .query((row, number) -> recent(row))
        .list();
  }

  /** The newest messages to one of the destinations. */
  public List<SentMessages.SentMessage> to(Set<String> destinations, int most) {
    List<SentMessages.SentMessage> found = new ArrayList<>();
    each(
        row -> {
          if (found.size() < most && isTo(destinations, row)) {
            found.add(sent(row));
          }
        });
    return found;
  }

  /** Deletes the messages to one of the destinations whose delivery is over. */
  public void forget(Set<String> destinations) {
    List<UUID> found = new ArrayList<>();
    each(
        row -> {
          if (isTo(destinations, row)) {
            found.add(row.getObject("id", UUID.class));
          }
        });
    jdbc.sql("delete from outbox where id = any(:ids) and ended_at is not null")
        .param("ids", found.toArray(UUID[]::new))
        .update();
  }

  private void each(RowCallbackHandler receiver) {
    jdbc.sql(
            """
            select id, channel, destination, subject, state, created_at from outbox
             order by created_at desc, id limit :most
            """)
        .withFetchSize(LOOK_SIZE)
        .param("most", MAX_LOOKED_AT)
        .query(receiver);
  }

  private boolean isTo(Set<String> destinations, ResultSet row) throws SQLException {
    return envelopes
        .destination(new MessageId(row.getObject("id", UUID.class)), row.getBytes("destination"))
        .filter(destinations::contains)
        .isPresent();
  }

  private static SentMessages.SentMessage sent(ResultSet row) throws SQLException {
    return new SentMessages.SentMessage(
        instant(row, "created_at"),
        row.getString("channel"),
        row.getString("subject"),
        row.getString("state"));
  }

  private RecentMessage recent(ResultSet row) throws SQLException {
    MessageId id = new MessageId(row.getObject("id", UUID.class));
    @Nullable Instant endedAt = instantOrNull(row, "ended_at");
    return new RecentMessage(
        Channel.ofStored(row.getString("channel")),
        envelopes.destination(id, row.getBytes("destination")).orElse(null),
        RecentMessage.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        StoredText.readOrNull(row.getString("failure")),
        row.getInt("tries"),
        instant(row, "created_at"),
        endedAt,
        row.getString("route"),
        receipt(row));
  }

  /** How many messages of a channel and a priority are due. */
  record Due(Channel channel, Priority priority, int count) {}

  /** What is due, the most urgent first. */
  List<Due> due() {
    return jdbc.sql(
            """
            select channel, priority, count(*) as messages from outbox
             where state = 'waiting' and next_try_at <= :now
             group by channel, priority order by priority, channel
            """)
        .param("now", clock.instant())
        .query((row, number) -> due(row))
        .list();
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        Channel.ofStored(row.getString("channel")),
        Priority.ofStored(row.getInt("priority")),
        row.getInt("messages"));
  }

  /**
   * Marks the next due message as being handed over by the node: the most urgent first, and first
   * tries before retries.
   *
   * @param session on which the node's number is held; the mark is committed when this returns
   * @param least the least urgent priority that is wanted
   */
  Optional<Claimed> claim(JdbcClient session, long node, Channel channel, Priority least) {
    return session
        .sql(CLAIM)
        .param("node", node)
        .param("now", clock.instant())
        .param("channel", channel.stored())
        .param("least", least.stored())
        .query((row, number) -> claimed(row, node))
        .optional();
  }

  /**
   * Stores the result of a hand-over, and erases the body.
   *
   * @return whether it failed after it was withdrawn, so that nobody misses it
   */
  boolean end(Claimed claimed, String state, @Nullable String failure) {
    return jdbc.sql(END)
        .param("state", state)
        .param("now", clock.instant())
        .param("failure", failure)
        .param("id", claimed.id().value())
        .param("node", claimed.node())
        .param("tries", claimed.tries())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /**
   * Schedules a message for another try.
   *
   * @return false if it was withdrawn meanwhile, and so ends
   */
  boolean tryAgain(Claimed claimed, Instant at, @Nullable String trouble) {
    return jdbc.sql(TRY_AGAIN)
        .param("at", at)
        .param("now", clock.instant())
        .param("trouble", trouble)
        .param("id", claimed.id().value())
        .param("node", claimed.node())
        .param("tries", claimed.tries())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  private static Claimed claimed(ResultSet row, long node) throws SQLException {
    MessageId id = new MessageId(row.getObject("id", UUID.class));
    return new Claimed(id, envelope(row), instant(row, "expires_at"), node, row.getInt("tries"));
  }

  private static Envelope envelope(ResultSet row) throws SQLException {
    return new Envelope(
        Channel.ofStored(row.getString("channel")),
        Priority.ofStored(row.getInt("priority")),
        row.getBytes("destination"),
        row.getString("subject"),
        row.getBytes("body"));
  }

  public static Delivery delivery(ResultSet row) throws SQLException {
    String failure = row.getString("failure");
    return switch (row.getString("state")) {
      case "sent" -> accepted(row);
      case "failed" -> new Delivery.Failed(StoredText.read(failure));
      case "withdrawn" -> new Delivery.Failed(Messages.text("delivery.withdrawn"));
      case "unknown" -> new Delivery.Unknown();
      default -> new Delivery.OnItsWay(StoredText.readOrNull(failure));
    };
  }

  /** What became of a message that was accepted, as far as a receipt says. */
  private static Delivery accepted(ResultSet row) throws SQLException {
    ReceiptState receipt = receipt(row);
    if (receipt == null) {
      return new Delivery.HandedOver(instant(row, "ended_at"));
    }
    return switch (receipt) {
      case DELAYED -> new Delivery.Delayed();
      case RELAYED -> new Delivery.Relayed();
      case DELIVERED -> new Delivery.Delivered(instant(row, "receipt_at"));
      case EXPIRED, REFUSED, UNDELIVERABLE, NO_ANSWER, BUSY, NO_MAILBOX, MAILBOX_FULL, REJECTED ->
          new Delivery.Failed(Messages.text("delivery.receipt." + receipt.stored()));
    };
  }

  private static @Nullable ReceiptState receipt(ResultSet row) throws SQLException {
    String stored = row.getString("receipt");
    return stored == null ? null : ReceiptState.ofStored(stored);
  }
}
