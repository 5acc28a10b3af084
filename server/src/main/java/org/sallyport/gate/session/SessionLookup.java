package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.ConcurrentReads;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;

/**
 * Validates the cookie at every request, by the row and the clock alone: one indexed read, which
 * concurrent requests with the same cookie may share, and at most one write a minute (rule 34).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SessionLookup {
  private final SignIns signIns;
  private final SessionUse uses;
  private final SessionProperties times;
  private final Clock clock;
  private final ConcurrentReads<String, Optional<ActiveSession>> reads = new ConcurrentReads<>();

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
      activeSession.ifPresent(it -> uses.note(it.signIn().id(), it.signIn().lastSeenAt()));
    }
    return activeSession;
  }

  /**
   * Finds a session for which something else than its cookie was presented. It is no use of the
   * session.
   */
  public Optional<ActiveSession> session(SignInId id) {
    return signIns.byId(id).filter(ActiveSession::complete).filter(this::lasts);
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
}
