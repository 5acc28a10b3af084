package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;

/** What a directory answered last to a password of the account, if nobody signed in since. */
@Component
@RequiredArgsConstructor
class DirectoryCheck implements ObstacleCheck {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final AuditTrail trail;
  private final DeskTimes times;
  private final Clock clock;

  @Override
  public Stream<Obstacle> of(Account account) {
    Instant since = clock.instant().minus(LOOKBACK);
    return trail
        .latest(
            account.id(),
            Set.of(SignInEvent.DirectoryRefused.class, SignInEvent.Completed.class),
            1)
        .stream()
        .filter(kept -> kept.at().isAfter(since))
        .filter(kept -> kept.event() instanceof SignInEvent.DirectoryRefused)
        .map(kept -> obstacle(account, kept));
  }

  private Obstacle obstacle(Account account, AuditTrail.Kept kept) {
    SignInEvent.DirectoryRefused refused = (SignInEvent.DirectoryRefused) kept.event();
    return Obstacle.of(
        ObstacleKind.DIRECTORY_REFUSED,
        account,
        refused.answer().replace('-', '_'),
        times.at(kept.at()),
        refused.directory());
  }
}
