package org.sallyport.staff.admin.obstacles;

import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.OpenReset;
import org.sallyport.gate.secondfactor.WaitingChanges;
import org.sallyport.platform.access.Actor;
import org.springframework.stereotype.Component;

/** Changes that wait: a reset of the second factor, and those for which a method was lost. */
@Component
@RequiredArgsConstructor
class ChangeCheck implements ObstacleCheck {
  private final FactorResets resets;
  private final WaitingChanges changes;
  private final DeskTimes times;

  @Override
  public Stream<Obstacle> of(Account account) {
    return Stream.concat(
        resets.open(account.id()).map(open -> pending(account, open)).stream(),
        changes.of(account.id()).stream().map(change -> waiting(account, change)));
  }

  private Obstacle pending(Account account, OpenReset reset) {
    return Obstacle.of(
        ObstacleKind.RESET_PENDING,
        account,
        Actor.forOwner(reset.requestedBy()),
        times.at(reset.dueAt()));
  }

  private Obstacle waiting(Account account, WaitingChanges.Waiting change) {
    return Obstacle.of(
        ObstacleKind.CHANGE_WAITING, account, change.change(), times.at(change.dueAt()));
  }
}
