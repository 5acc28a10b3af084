package org.sallyport.staff.admin.obstacles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The account itself: disabled, locked, not activated, a password that must be changed. */
@Component
@RequiredArgsConstructor
class AccountCheck implements ObstacleCheck {
  private final AuditTrail trail;
  private final Activations activations;
  private final LockSentence lock;
  private final DeskTimes times;

  @Override
  public Stream<Obstacle> of(Account account) {
    return Stream.of(disabled(account), lock.of(account), notActivated(account), password(account))
        .flatMap(Optional::stream);
  }

  private Optional<Obstacle> disabled(Account account) {
    Instant at = account.disabledAt();
    if (at == null) {
      return Optional.empty();
    }
    return Optional.of(
        last(account, AccountEvent.Disabled.class)
            .map(kept -> (AccountEvent.Disabled) kept.event())
            .map(event -> disabled(account, at, Actor.forOwner(event.by()), event.reason()))
            .orElseGet(() -> disabledBySomebody(account, at)));
  }

  private Obstacle disabledBySomebody(Account account, Instant at) {
    return disabled(account, at, Messages.text("desk.somebody"), Messages.text("desk.no-reason"));
  }

  private Obstacle disabled(Account account, Instant at, String by, String reason) {
    return Obstacle.of(ObstacleKind.DISABLED, account, by, times.at(at), reason);
  }

  private Optional<Obstacle> notActivated(Account account) {
    if (account.isActivated()) {
      return Optional.empty();
    }
    return Optional.of(
        account.email() == null
            ? Obstacle.of(ObstacleKind.NO_INVITATION_ADDRESS, account)
            : invitation(account));
  }

  private Obstacle invitation(Account account) {
    Optional<Instant> until = activations.invitedUntil(account.id());
    if (until.isPresent()) {
      return Obstacle.of(ObstacleKind.INVITED, account, times.point(until.get()));
    }
    return last(account, AccountEvent.ActivationSent.class)
        .map(sent -> Obstacle.of(ObstacleKind.INVITATION_OVER, account, times.at(sent.at())))
        .orElseGet(() -> Obstacle.of(ObstacleKind.NOT_INVITED, account));
  }

  private static Optional<Obstacle> password(Account account) {
    return account.passwordChangeRequired()
        ? Optional.of(Obstacle.of(ObstacleKind.PASSWORD_CHANGE_REQUIRED, account))
        : Optional.empty();
  }

  private Optional<AuditTrail.Kept> last(Account account, Class<? extends DomainEvent> type) {
    List<AuditTrail.Kept> latest = trail.latest(account.id(), Set.of(type), 1);
    return latest.stream().findFirst();
  }
}
