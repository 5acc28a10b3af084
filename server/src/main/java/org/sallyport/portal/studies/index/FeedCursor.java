package org.sallyport.portal.studies.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the archive's changes were read. One node at a time reads them. */
@Repository
class FeedCursor {
  private static final Duration TURN_DURATION = Duration.ofSeconds(15);

  private static final String TAKE_TURN =
      """
      update archive_feed set reader = :node, read_until = :until
      where reader is not distinct from :node or read_until is null or read_until < :now
      returning last, studies
      """;

  private final JdbcClient jdbc;
  private final UUID node;
  private final Clock clock;

  FeedCursor(JdbcClient jdbc, RandomValues random, Clock clock) {
    this.jdbc = jdbc;
    this.node = random.id();
    this.clock = clock;
  }

  /**
   * What was read.
   *
   * @param last the number of the last change
   * @param studies how many studies the archive had then
   */
  record Read(long last, long studies) {}

  /** Takes or prolongs this node's turn; empty if nothing was read yet or it is another's turn. */
  Optional<Read> take() {
    Instant now = clock.instant();
    return jdbc.sql(TAKE_TURN)
        .param("node", node)
        .param("until", now.plus(TURN_DURATION))
        .param("now", now)
        .query((row, number) -> new Read(row.getLong(1), row.getLong(2)))
        .optional();
  }

  /** Begins to read after that change, unless another node has begun. */
  void begin(Read read) {
    jdbc.sql(
            "insert into archive_feed (id, last, studies) values (1, :last, :studies) on conflict do nothing")
        .param("last", read.last())
        .param("studies", read.studies())
        .update();
  }

  boolean isBegun() {
    return jdbc.sql("select exists (select from archive_feed)").query(Boolean.class).single();
  }

  /** Moves on, if it is still this node's turn. */
  void move(Read read) {
    jdbc.sql("update archive_feed set last = :last, studies = :studies where reader = :node")
        .param("last", read.last())
        .param("studies", read.studies())
        .param("node", node)
        .update();
  }
}
