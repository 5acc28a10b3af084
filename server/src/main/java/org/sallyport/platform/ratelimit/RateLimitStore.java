package org.sallyport.platform.ratelimit;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rate limits in the database: one row for each share of each key, reused by later windows. */
@Repository
@RequiredArgsConstructor
class RateLimitStore {
  /** How far the clocks of servers may differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final String TO_REPORT =
      """
      warn_at is not null and ends_at > :now and used >= warn_at
         and warned < case when used >= max_uses then 2 else 1 end\
      """;

  private static final String USED_UP_UNTIL =
      """
      select ends_at from rate_limit
       where key = :key and ends_at > :now and ends_at <= :latest and used >= :most
      """;

  private static final String NEAR =
      """
      select name, share, subject, count(*) as near, count(*) filter (where used >= max_uses) as used_up,
             max(used) as used, max(max_uses) as most, max(ends_at) as until
        from rate_limit
       where ends_at > :now and used::bigint * 5 >= max_uses::bigint * 4 and max_uses > 1
       group by name, share, subject
       order by max(used::float8 / max_uses) desc, name, share, subject limit 100
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;

  /**
   * Takes one; it is granted if the statement returns a row. The row stays locked until the
   * transaction ends, even if nothing was taken. A window that ends later than one that begins now
   * began while the clock was ahead, and is over.
   *
   * @return how many are used now; empty if the window has none left
   */
  OptionalInt take(Demand demand, Instant now) {
    Limit limit = demand.limit();
    return limit.most() < 1
        ? OptionalInt.empty()
        : jdbc
            .sql(
                """
                insert into rate_limit as r (key, name, share, subject, used, max_uses, warn_at, ends_at)
                values (:key, :name, :share, :about, 1, :most, cast(:warnAt as int), :end)
                on conflict (key) do update
                   set used = case when r.ends_at <= :now or r.ends_at > :latest then 1 else r.used + 1 end,
                       ends_at = case when r.ends_at <= :now or r.ends_at > :latest then :end else r.ends_at end,
                       warned = case when r.ends_at <= :now or r.ends_at > :latest then 0 else r.warned end,
                       max_uses = :most, warn_at = cast(:warnAt as int)
                 where r.ends_at <= :now or r.ends_at > :latest or r.used < :most
                returning used
                """)
            .param("key", key(demand))
            .param("name", limit.name())
            .param("share", demand.quota().key())
            .param("about", demand.about())
            .param("most", limit.most())
            .param("warnAt", limit.warnAt())
            .param("now", now)
            .param("end", now.plus(limit.window()))
            .param("latest", latest(limit, now))
            .query((row, number) -> row.getInt("used"))
            .list()
            .stream()
            .mapToInt(Integer::intValue)
            .findFirst();
  }

  /** Returns one that was taken before. */
  void giveBack(Demand demand) {
    jdbc.sql("update rate_limit set used = used - 1 where key = :key")
        .param("key", key(demand))
        .update();
  }

  /** Returns what earlier transactions took in the window that lasts now. */
  void giveBack(Demand demand, int times, Instant now) {
    jdbc.sql(
            """
            update rate_limit set used = greatest(used - :times, 0) where key = :key and ends_at > :now
            """)
        .param("key", key(demand))
        .param("times", times)
        .param("now", now)
        .update();
  }

  /** When the window ends, if it is used up. */
  Optional<Instant> usedUpUntil(Demand demand, Instant now) {
    return jdbc.sql(USED_UP_UNTIL)
        .param("key", key(demand))
        .param("now", now)
        .param("latest", latest(demand.limit(), now))
        .param("most", demand.limit().most())
        .query((row, number) -> instant(row, "ends_at"))
        .optional();
  }

  /** The watched limits whose current level of use was not reported yet. */
  List<ReachedLimit> reached(Instant now) {
    return jdbc.sql(
            "select encode(key, 'hex') as row, name, share, subject, used, max_uses, ends_at from rate_limit where "
                + TO_REPORT)
        .param("now", now)
        .query((row, number) -> reached(row))
        .list();
  }

  /**
   * The use of a watched limit.
   *
   * @param ratio the used part in the current window, of the subject of which most is used
   */
  record Used(String limit, String share, double ratio) {}

  /** The use of watched limits, by limit and share. */
  List<Used> used(Instant now) {
    return jdbc.sql(
            """
            select name, share, max(used / greatest(max_uses, 1)::float8) as ratio
              from rate_limit where warn_at is not null and ends_at > :now group by name, share
            """)
        .param("now", now)
        .query(
            (row, number) ->
                new Used(row.getString("name"), row.getString("share"), row.getDouble("ratio")))
        .list();
  }

  /** Those who have used four fifths of a limit or more, the fullest first. */
  List<LimitUse> near(Instant now) {
    return jdbc.sql(NEAR).param("now", now).query((row, number) -> use(row)).list();
  }

  /** Marks one as reported; false if it was already, or if a new window has begun. */
  boolean markReported(ReachedLimit reached) {
    return jdbc.sql(
                """
                update rate_limit set warned = :level
                 where key = decode(:row, 'hex') and ends_at = :until and warned < :level
                """)
            .param("level", reached.usedUp() ? 2 : 1)
            .param("row", reached.row())
            .param("until", reached.until())
            .update()
        == 1;
  }

  private static ReachedLimit reached(ResultSet row) throws SQLException {
    return new ReachedLimit(
        row.getString("row"),
        row.getString("name"),
        row.getString("share").equals(Quota.KNOWN_BROWSER.key()),
        row.getString("subject"),
        row.getInt("used"),
        row.getInt("max_uses"),
        instant(row, "ends_at"));
  }

  private static LimitUse use(ResultSet row) throws SQLException {
    return new LimitUse(
        row.getString("name"),
        row.getString("share").equals(Quota.KNOWN_BROWSER.key()),
        row.getString("subject"),
        row.getInt("near"),
        row.getInt("used_up"),
        row.getInt("used"),
        row.getInt("most"),
        instant(row, "until"));
  }

  /** The latest end of a window that began by a clock that is right. */
  private static Instant latest(Limit limit, Instant now) {
    return now.plus(limit.window()).plus(CLOCK_TOLERANCE);
  }

  private byte[] key(Demand demand) {
    return hash.ofCount(KeyPurpose.DESTINATION, demand.parts());
  }
}
