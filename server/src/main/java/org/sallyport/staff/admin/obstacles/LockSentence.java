package org.sallyport.staff.admin.obstacles;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.lockout.LockProperties;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Says when and why an account was locked. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LockSentence {
  private final AuditTrail trail;
  private final LockProperties limits;
  private final Places places;
  private final DeskTimes times;

  /** The lock of an account; empty if it is not locked. */
  public Optional<Obstacle> of(Account account) {
    Instant at = account.lockedAt();
    if (at == null) {
      return Optional.empty();
    }
    String reference =
        Objects.requireNonNullElse(account.lockReference(), Messages.text("desk.none"));
    return Optional.of(
        Obstacle.of(
            ObstacleKind.LOCKED,
            account,
            limits.after(),
            times.at(at),
            lockedFrom(account),
            reference));
  }

  /** The place of the request that locked the account. */
  private String lockedFrom(Account account) {
    return trail.latest(account.id(), Set.of(LockEvent.Locked.class), 1).stream()
        .findFirst()
        .map(kept -> places.show(kept.address()))
        .orElseGet(() -> Messages.text("desk.unknown-place"));
  }
}
