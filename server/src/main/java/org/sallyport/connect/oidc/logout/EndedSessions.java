package org.sallyport.connect.oidc.logout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which applications are to be told of which ended sessions, or that their owner ended what they
 * had. That is read from the rows, so none is missed, whatever ended it: a time-out changes no row
 * and causes no event.
 */
@Repository
@RequiredArgsConstructor
class EndedSessions {
  private static final int MOST = 50;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** How long an application is told that does not answer. */
  private static final Duration GIVE_UP = Duration.ofDays(7);

  /** Longer than a call takes: another node does not repeat one that is under way. */
  private static final Duration TAKEN_FOR = Duration.ofSeconds(20);

  private final JdbcClient jdbc;
  private final SessionProperties times;
  private final Clock clock;

  private static final String TAKE =
      """
      update oidc_grant g set tell_at = :taken
        from oidc_client c
       where c.id = g.client_id and g.id in (
         select o.id from oidc_grant o join sign_in s on s.id = o.sign_in_id join account a on a.id = o.account_id
          where o.told_at is null and (o.tell_at is null or o.tell_at <= :now)
            and (o.revoke_reason <> 'revoked by the application' or s.state = 'ended'
                 or s.completed_at <= :max or s.last_seen_at <= :idle or a.disabled_at is not null)
          order by o.created_at limit :most for update of o skip locked)
      returning g.sign_in_id, g.account_id, g.client_id, c.client_id as name, c.logout_uri, g.tell_tries
      """;

  /** Takes those that are due, so that no other node takes them too. */
  List<EndedSession> take() {
    Instant now = clock.instant();
    return jdbc
        .sql(TAKE)
        .param("now", now)
        .param("taken", now.plus(TAKEN_FOR))
        .param("max", now.minus(times.max()))
        .param("idle", now.minus(times.idle()))
        .param("most", MOST)
        .query((row, number) -> session(row))
        .list()
        .stream()
        .distinct()
        .toList();
  }

  private static EndedSession session(ResultSet row) throws SQLException {
    String address = row.getString("logout_uri");
    return new EndedSession(
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getObject("client_id", UUID.class),
        row.getString("name"),
        address == null ? "" : address,
        row.getInt("tell_tries"));
  }

  /** Notes that an application was told. */
  void told(EndedSession session) {
    jdbc.sql(
            "update oidc_grant set told_at = :now where sign_in_id = :signIn and client_id = :client and told_at is null")
        .param("now", clock.instant())
        .param("signIn", session.signIn().value())
        .param("client", session.client())
        .update();
  }

  private static final String FAILED =
      """
      update oidc_grant set tell_tries = tell_tries + 1, tell_at = :next,
                            told_at = case when created_at < :last then cast(:now as timestamptz) end
       where sign_in_id = :signIn and client_id = :client and told_at is null
      """;

  /** Notes that telling it failed, and when it is tried again. */
  void failed(EndedSession session) {
    Instant now = clock.instant();
    jdbc.sql(FAILED)
        .param("next", now.plus(pause(session.tries())))
        .param("last", now.minus(GIVE_UP))
        .param("now", now)
        .param("signIn", session.signIn().value())
        .param("client", session.client())
        .update();
  }

  private static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
