package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which of many sessions last, with one query. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LiveSignIns {
  private static final String LIVE =
      """
      select s.id from sign_in s join account a on a.id = s.account_id
       where s.id = any(cast(string_to_array(:ids, ',') as uuid[])) and s.state = 'complete'
         and a.disabled_at is null and s.completed_at > :max and s.last_seen_at > :idle
      """;

  private final JdbcClient jdbc;
  private final SessionProperties times;
  private final Clock clock;

  /** Those of the sessions that have neither ended nor timed out, of accounts that are enabled. */
  public Set<SignInId> of(Collection<SignInId> some) {
    Instant now = clock.instant();
    return new HashSet<>(
        jdbc.sql(LIVE)
            .param(
                "ids",
                some.stream().distinct().map(SignInId::toString).collect(Collectors.joining(",")))
            .param("max", now.minus(times.max()))
            .param("idle", now.minus(times.idle()))
            .query((row, number) -> new SignInId(row.getObject(1, UUID.class)))
            .list());
  }
}
