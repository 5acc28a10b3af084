package org.sallyport.gate.secondfactor.otp.brake;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.brake.BrakeScope;
import org.sallyport.gate.secondfactor.brake.SmsBrake;
import org.sallyport.platform.access.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The brakes in the database, and the figures that they follow from. */
@Repository
@RequiredArgsConstructor
class BrakeStore {
  /** Of one account, or to one guest of shares, so that nobody puts a brake on alone. */
  private static final int MOST_OF_ONE = 3;

  /**
   * A code counts as entered if one of its attempt was: who asks again enters the last one only.
   * Codes from before the last brake of their block ended do not count again. One that never left
   * (no route took it, or a newer one replaced it) earned nobody anything and counts not at all.
   */
  private static final String FIGURES =
      """
      with recent as (
        select c.sender, c.receiver, c.block, c.is_new, c.sent_at,
               bool_or(c.is_entered) over (partition by c.attempt, c.purpose) as answered
          from sms_code_sent c left join sms_brake b on b.block = c.block
         where c.sent_at > :since
           and c.sent_at > coalesce(b.released_at, case when b.until <= :now then b.until end, '-infinity')
           and not exists (select 1 from undelivered_message m where m.id = c.message_id)
      ), of_receivers as (
        select *, row_number() over (partition by receiver, block, is_new order by sent_at desc) as of_receiver
          from recent where answered or sent_at <= :settled
      ), counted as (
        select *, row_number() over (partition by sender, block, is_new order by sent_at desc) as of_sender
          from of_receivers where of_receiver <= :most
      )
      select block, count(*) as sent, count(*) filter (where answered) as answered,
             count(*) filter (where is_new) as sent_to_new, count(*) filter (where is_new and answered) as answered_by_new
        from counted where of_sender <= :most
       group by block order by sent desc, block limit :blocks
      """;

  private static final String PUT_ON =
      """
      insert into sms_brake as b (block, scope, since, until, sent, answered)
      values (:block, :scope, :since, :until, :sent, :answered)
      on conflict (block) do update
         set scope = excluded.scope, since = excluded.since, until = excluded.until, sent = excluded.sent,
             answered = excluded.answered, released_at = null, released_by = null, released_by_id = null
       where b.until <= :since or b.released_at is not null or (b.scope = 'new' and excluded.scope = 'all')
      """;

  private static final String IN_FORCE =
      """
      select block, scope, since, until, sent, answered from sms_brake
       where until > :now and released_at is null
      """;

  private final JdbcClient jdbc;

  /**
   * The figures of the blocks with the most codes.
   *
   * @param settled codes sent later may still be entered: they count once they were
   */
  List<BlockFigures> figures(Instant since, Instant settled, Instant now, int blocks) {
    return jdbc.sql(FIGURES)
        .param("since", since)
        .param("settled", settled)
        .param("now", now)
        .param("most", MOST_OF_ONE)
        .param("blocks", blocks)
        .query(
            (row, number) ->
                new BlockFigures(
                    Objects.requireNonNull(row.getString("block")),
                    row.getInt("sent_to_new"),
                    row.getInt("answered_by_new"),
                    row.getInt("sent"),
                    row.getInt("answered")))
        .list();
  }

  /** Puts a brake on; false if one is on that stops as much, put on by any node. */
  boolean putOn(SmsBrake brake) {
    return jdbc.sql(PUT_ON)
            .param("block", brake.block())
            .param("scope", brake.scope().key())
            .param("since", brake.since())
            .param("until", brake.until())
            .param("sent", brake.sent())
            .param("answered", brake.answered())
            .update()
        == 1;
  }

  List<SmsBrake> inForce(Instant now) {
    return jdbc.sql(IN_FORCE + " order by since desc, block")
        .param("now", now)
        .query((row, number) -> brake(row))
        .list();
  }

  Optional<SmsBrake> of(String block, Instant now) {
    return jdbc.sql(IN_FORCE + " and block = :block")
        .param("now", now)
        .param("block", block)
        .query((row, number) -> brake(row))
        .optional();
  }

  /** Ends the brake that was put on at a moment; false if it is not on. */
  boolean release(String block, Instant since, Instant now, Actor by) {
    return jdbc.sql(
                """
                update sms_brake set released_at = :now, released_by = :by, released_by_id = :byId
                 where block = :block and since = :since and until > :now and released_at is null
                """)
            .param("now", now)
            .param("by", by.name())
            .param("byId", by.personId())
            .param("block", block)
            .param("since", since)
            .update()
        == 1;
  }

  private static SmsBrake brake(ResultSet row) throws SQLException {
    return new SmsBrake(
        Objects.requireNonNull(row.getString("block")),
        BrakeScope.ofKey(Objects.requireNonNull(row.getString("scope"))),
        instant(row, "since"),
        instant(row, "until"),
        row.getInt("sent"),
        row.getInt("answered"));
  }
}
