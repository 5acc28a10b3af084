package org.sallyport.staff.siem;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far audit events were sent, in the database. One node at a time sends. Numbers are those of
 * the chain, which has no gaps and is in the order of the commits.
 */
@Repository
class ExportCursor {
  private static final Duration TURN_MARGIN = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final UUID node;
  private final Clock clock;

  ExportCursor(JdbcClient jdbc, RandomValues random, Clock clock) {
    this.jdbc = jdbc;
    this.node = random.id();
    this.clock = clock;
  }

  /**
   * The state of the export.
   *
   * @param sent the number of the last event that the receiver confirmed
   * @param last the number of the last event there is
   * @param oldest when the first event that waits was recorded; null if none waits
   * @param failingSince null while events are sent
   * @param told whether the admins were notified of the failure
   */
  record ExportState(
      long sent,
      long last,
      @Nullable Instant oldest,
      @Nullable Instant failingSince,
      boolean told) {
    long waiting() {
      return Math.max(0, last - sent);
    }
  }

  /** Begins after the last event there is, unless it has begun. */
  void begin() {
    jdbc.sql(
            """
            insert into audit_export (id, chain_no, confirmed_no)
            select 1, chain_no, chain_no from chain_end
            on conflict do nothing
            """)
        .update();
  }

  /** The state; empty if nothing was ever exported. */
  Optional<ExportState> state() {
    return jdbc.sql(
            """
            select x.chain_no, x.failing_since, x.told_at is not null as told,
                   coalesce((select max(chain_no) from chain_link), 0) as last,
                   (select at from chain_link where chain_no = x.chain_no + 1) as oldest
              from audit_export x
            """)
        .query((row, index) -> state(row))
        .optional();
  }

  private static final String TAKE_TURN =
      """
      update audit_export set sender = :node, sends_until = :until
       where sender is not distinct from :node or sends_until is null or sends_until < :now
      returning chain_no
      """;

  /**
   * Takes or prolongs this node's turn; empty if it is another's.
   *
   * @param longest how long a batch can take
   * @return the number of the last event that was confirmed
   */
  Optional<Long> take(Duration longest) {
    Instant now = clock.instant();
    return jdbc.sql(TAKE_TURN)
        .param("node", node)
        .param("until", now.plus(longest).plus(TURN_MARGIN))
        .param("now", now)
        .query(Long.class)
        .optional();
  }

  private static final String CONFIRM =
      """
      with ended as (select id, failing_since from audit_export where told_at is not null),
      moved as (
        update audit_export set chain_no = :last, confirmed_no = :from, failing_since = null, told_at = null
         where sender = :node and chain_no = :from returning id)
      select failing_since from ended join moved using (id)
      """;

  /**
   * Moves on after a batch, if it is still this node's turn.
   *
   * @return when a failure began that is over now; empty if there was none
   */
  Optional<Instant> confirm(long from, long last) {
    return jdbc.sql(CONFIRM)
        .param("from", from)
        .param("last", last)
        .param("node", node)
        .query((row, index) -> instant(row, 1))
        .optional();
  }

  /**
   * Records a failure, and goes back by the last batch: the receiver may have stopped before it
   * stored what it had read.
   */
  void failed() {
    jdbc.sql(
            """
            update audit_export set chain_no = confirmed_no, failing_since = coalesce(failing_since, :now)
             where sender = :node
            """)
        .param("now", clock.instant())
        .param("node", node)
        .update();
  }

  /** Records that the admins were notified of the failure; false if another node has done so. */
  boolean tell() {
    return jdbc.sql(
                """
                update audit_export set told_at = :now where failing_since is not null and told_at is null
                """)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  private static ExportState state(ResultSet row) throws SQLException {
    @Nullable Instant oldest = instantOrNull(row, "oldest");
    @Nullable Instant failing = instantOrNull(row, "failing_since");
    return new ExportState(
        row.getLong("chain_no"), row.getLong("last"), oldest, failing, row.getBoolean("told"));
  }
}
