package org.sallyport.portal.sharing.guest;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionLimits;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.ShareSessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What open pages of a share are told: how long the session lasts, and why it ended. */
@Repository
@RequiredArgsConstructor
class VisitStore {
  /** So many studies of a share are looked at one by one; a mailed share seldom has more. */
  private static final int MAX_STUDIES = 20;

  private static final String LIVE =
      """
      select c.id, w.studies + l.studies as value from share_session c
       cross join lateral (select count(*) as studies from share_study s
         where s.share_id = c.share_id and s.withdrawn_at is null) w
       cross join lateral (select count(*) as studies from (select s.study_uid from share_study s
         where s.share_id = c.share_id and s.withdrawn_at is null order by s.study_uid limit :most) f
         where share_lives(c.share_id, f.study_uid, :now)) l
       where c.id = any(cast(string_to_array(:ids, ',') as uuid[])) and c.ended_at is null
         and c.opened_at > :max and c.last_seen_at > :idle and l.studies > 0
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final SessionProperties times;
  private final Clock clock;

  /**
   * Those of the sessions that last, each with a number that changes when one of its studies is no
   * longer shared.
   */
  Map<ShareSessionId, Long> live(Collection<ShareSessionId> some) {
    Instant now = clock.instant();
    return jdbc
        .sql(LIVE)
        .param("ids", some.stream().map(ShareSessionId::toString).collect(Collectors.joining(",")))
        .param("most", MAX_STUDIES)
        .param("now", now)
        .param("max", now.minus(times.max()))
        .param("idle", now.minus(times.idle()))
        .query(
            (row, number) ->
                Map.entry(
                    new ShareSessionId(row.getObject("id", UUID.class)), row.getLong("value")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The remaining time of a session; empty if it is not open. */
  Optional<SessionLimits.Left> left(ShareSessionId session) {
    return jdbc.sql(
            "select opened_at, last_seen_at from share_session where id = :id and opened_at is not null and ended_at is null")
        .param("id", session.value())
        .query((row, number) -> left(row))
        .optional();
  }

  private SessionLimits.Left left(ResultSet row) throws SQLException {
    Instant now = clock.instant();
    Instant idle = instant(row, "last_seen_at").plus(times.idle());
    Instant max = instant(row, "opened_at").plus(times.max());
    return new SessionLimits.Left(Duration.between(now, idle), Duration.between(now, max));
  }

  private static final String ENDED =
      """
      select c.address, c.browser, c.opened_at, c.last_seen_at, h.shared_by, h.expires_at
        from share_session c join share h on h.id = c.share_id
       where c.token_hash = any(:hashes) and c.opened_at is not null
      """;

  /** Why the session of a cookie cannot be used, for one that cannot; empty if it is unknown. */
  Optional<EndedVisit> ended(String token, Origin origin) {
    return jdbc.sql(ENDED)
        .param("hashes", hash.all(KeyPurpose.SHARE_SESSION, token))
        .query((row, number) -> ended(row, origin))
        .optional();
  }

  private EndedVisit ended(ResultSet row, Origin origin) throws SQLException {
    if (!Visit.of(row).isFrom(origin)) {
      return new EndedVisit.OtherBrowser();
    }
    @Nullable Instant expires = instantOrNull(row, "expires_at");
    if (expires != null && !expires.isAfter(clock.instant())) {
      return new EndedVisit.Expired(row.getString("shared_by"), expires);
    }
    SessionLimits.Left left = left(row);
    if (left.least().isPositive()) {
      return new EndedVisit.Withdrawn(row.getString("shared_by"));
    }
    return left.idle().compareTo(left.max()) < 0 ? new EndedVisit.Idle() : new EndedVisit.TooLong();
  }
}
