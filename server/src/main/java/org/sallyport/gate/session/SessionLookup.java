package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.platform.access.ConcurrentReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Validates the cookie at every request, by the row and the clock alone: one indexed read, which
 * concurrent requests with the same cookie may share, and at most one write a minute (rule 34).
 */
@Component
public class SessionLookup {
  private static final Duration LAST_SEEN_INTERVAL = Duration.ofMinutes(1);

  private static final String NOTE_USE =
      """
      update sign_in set last_seen_at = :now
       where id = (select id from sign_in where id = :id and last_seen_at <= :before for update skip locked)
      """;

  private final SignIns signIns;
  private final JdbcClient jdbc;
  private final SessionProperties times;
  private final Clock clock;
  private final ConcurrentReads<String, Optional<ActiveSession>> reads = new ConcurrentReads<>();

  SessionLookup(SignIns signIns, JdbcClient jdbc, SessionProperties times, Clock clock) {
    this.signIns = signIns;
    this.jdbc = jdbc;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Finds a session; empty for a cookie that is unknown, replaced, ended or timed out, or whose
   * sign-in is not complete.
   *
   * @param used whether the request counts as use, which restarts the idle timeout
   */
  public Optional<ActiveSession> session(String token, boolean used) {
    Optional<ActiveSession> activeSession =
        byToken(token).filter(ActiveSession::complete).filter(this::lasts);
    if (used) {
      activeSession.ifPresent(this::seen);
    }
    return activeSession;
  }

  /**
   * Finds an attempt that awaits its second factor; empty for a cookie that is unknown, timed out
   * or that of a session.
   */
  public Optional<ActiveSession> attempt(String token) {
    return byToken(token)
        .filter(activeSession -> activeSession.signIn().state() == SignIn.State.PASSWORD)
        .filter(
            activeSession -> clock.instant().isBefore(activeSession.signIn().attemptExpiresAt()));
  }

  private Optional<ActiveSession> byToken(String token) {
    return reads.get(token, () -> signIns.byToken(token));
  }

  private boolean lasts(ActiveSession activeSession) {
    Instant now = clock.instant();
    Instant completed = activeSession.signIn().completedAt();
    return completed != null
        && now.isBefore(completed.plus(times.max()))
        && now.isBefore(activeSession.signIn().lastSeenAt().plus(times.idle()));
  }

  /**
   * Stores the use at most once a minute. A locked row is skipped; the next request stores the use.
   */
  private void seen(ActiveSession activeSession) {
    Instant now = clock.instant();
    if (now.isBefore(activeSession.signIn().lastSeenAt().plus(LAST_SEEN_INTERVAL))) {
      return;
    }
    jdbc.sql(NOTE_USE)
        .param("now", now)
        .param("id", activeSession.signIn().id().value())
        .param("before", now.minus(LAST_SEEN_INTERVAL))
        .update();
  }
}
