package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.session.history.History;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** An unlock after which nobody tried to sign in. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RecentUnlock {
  private static final Duration LOOKBACK = Duration.ofHours(2);

  private final AuditTrail trail;
  private final History history;
  private final DeskTimes times;
  private final Clock clock;

  /** That the person may sign in again; null without such an unlock. */
  public @Nullable String sentence(Account account) {
    Optional<Instant> unlocked =
        trail.latest(account.id(), Set.of(LockEvent.Unlocked.class), 1).stream()
            .map(AuditTrail.Kept::at)
            .findFirst()
            .filter(at -> at.isAfter(clock.instant().minus(LOOKBACK)))
            .filter(at -> !triedSince(account, at));
    return unlocked
        .map(at -> Messages.text("desk.account.unlocked", account.name(), times.at(at)))
        .orElse(null);
  }

  private boolean triedSince(Account account, Instant unlocked) {
    return history.of(account.id()).stream()
        .findFirst()
        .filter(attempt -> attempt.at().isAfter(unlocked))
        .isPresent();
  }
}
