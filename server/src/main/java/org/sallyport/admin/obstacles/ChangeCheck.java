package org.sallyport.admin.obstacles;

import java.util.stream.Stream;
import org.sallyport.access.Actor;
import org.sallyport.account.Account;
import org.sallyport.accountrecovery.reset.FactorResets;
import org.sallyport.accountrecovery.reset.OpenReset;
import org.sallyport.secondfactor.WaitingChanges;
import org.springframework.stereotype.Component;

/** Changes that wait: a reset of the second factor, and those for which a method was lost. */
@Component
class ChangeCheck implements ObstacleCheck {
  private final FactorResets resets;
  private final WaitingChanges changes;
  private final DeskTimes times;

  ChangeCheck(FactorResets resets, WaitingChanges changes, DeskTimes times) {
    this.resets = resets;
    this.changes = changes;
    this.times = times;
  }

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
        ObstacleKind.CHANGE_WAITING, account, change.purpose(), times.at(change.dueAt()));
  }
}
