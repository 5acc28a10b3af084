package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes that a session is used, which restarts its idle timeout (rule 34). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SessionUse {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final String NOTE_USE =
      """
      update sign_in set last_seen_at = :now
       where id = (select id from sign_in where id = :id and last_seen_at <= :before for update skip locked)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Stores the use at most once a minute. A locked row is skipped; the next request stores the use.
   *
   * @param lastSeenAt as the row was read just now
   */
  public void note(SignInId id, Instant lastSeenAt) {
    Instant now = clock.instant();
    if (now.isBefore(lastSeenAt.plus(INTERVAL))) {
      return;
    }
    jdbc.sql(NOTE_USE)
        .param("now", now)
        .param("id", id.value())
        .param("before", now.minus(INTERVAL))
        .update();
  }
}
