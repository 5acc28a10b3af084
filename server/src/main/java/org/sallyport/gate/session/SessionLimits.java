package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;

/** The remaining time of a session, and why one has ended (rule 34). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SessionLimits {
  private final SignIns signIns;
  private final SessionProperties times;
  private final Clock clock;

  /**
   * The remaining time of a session.
   *
   * @param idle until the idle timeout
   * @param max until the absolute timeout
   */
  public record Left(Duration idle, Duration max) {
    /** Until the first of the two. */
    public Duration least() {
      return idle.compareTo(max) < 0 ? idle : max;
    }
  }

  /** Why a session's cookie is no longer valid. */
  public enum End {
    IDLE,
    MAX,
    /** Ended by its owner in another session, by an admin, or by a change of the account. */
    ENDED
  }

  /** The remaining time of a session; empty if it is not open. */
  public Optional<Left> left(SignInId id) {
    return signIns.find(id).flatMap(this::left);
  }

  /** The remaining time of a session that was read just now; empty if it is not open. */
  public Optional<Left> left(ActiveSession session) {
    return left(session.signIn());
  }

  /** Why a session's cookie is no longer valid; empty if it is valid. */
  public Optional<End> end(String token) {
    Optional<Left> left = signIns.byToken(token).map(ActiveSession::signIn).flatMap(this::left);
    if (left.isEmpty()) {
      return Optional.of(End.ENDED);
    }
    Duration idle = left.get().idle();
    Duration max = left.get().max();
    if (idle.isPositive() && max.isPositive()) {
      return Optional.empty();
    }
    return Optional.of(idle.compareTo(max) < 0 ? End.IDLE : End.MAX);
  }

  /** Whether the cookie is that of an attempt that has timed out. */
  public boolean tookTooLong(String attemptToken) {
    return signIns
        .byToken(attemptToken)
        .map(ActiveSession::signIn)
        .filter(signIn -> signIn.state() == SignIn.State.PASSWORD)
        .filter(signIn -> !clock.instant().isBefore(signIn.attemptExpiresAt()))
        .isPresent();
  }

  private Optional<Left> left(SignIn signIn) {
    Instant now = clock.instant();
    Instant completed = signIn.completedAt();
    return completed == null || signIn.state() != SignIn.State.COMPLETE
        ? Optional.empty()
        : Optional.of(
            new Left(
                Duration.between(now, signIn.lastSeenAt().plus(times.idle())),
                Duration.between(now, completed.plus(times.max()))));
  }
}
