package org.sallyport.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.ids.SignInId;
import org.springframework.stereotype.Component;

/** How long a session goes on, and why one has ended (rule 34). */
@Component
public class SessionLimits {
  private final SignIns signIns;
  private final SessionProperties times;
  private final Clock clock;

  SessionLimits(SignIns signIns, SessionProperties times, Clock clock) {
    this.signIns = signIns;
    this.times = times;
    this.clock = clock;
  }

  /**
   * What is left of a session.
   *
   * @param idle until it ends for want of use
   * @param max until it ends in any case
   */
  public record Left(Duration idle, Duration max) {}

  /** Why the cookie of a session counts no more. */
  public enum End {
    IDLE,
    MAX,
    /** It was ended by its owner elsewhere, by an admin, or with a change of the account. */
    ENDED
  }

  /** What is left of a session; empty if it has none. */
  public Optional<Left> left(SignInId id) {
    return signIns.find(id).flatMap(this::left);
  }

  /** Why the cookie of a session counts no more; empty if it counts. */
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

  /** Whether the cookie is of an attempt that took too long. */
  public boolean tookTooLong(String attemptToken) {
    return signIns
        .byToken(attemptToken)
        .map(ActiveSession::signIn)
        .filter(signIn -> signIn.state() == SignIn.State.PASSWORD)
        .filter(signIn -> !clock.instant().isBefore(signIn.openUntil()))
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
