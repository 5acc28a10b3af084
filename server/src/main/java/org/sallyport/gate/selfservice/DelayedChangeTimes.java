package org.sallyport.gate.selfservice;

import java.util.List;
import org.sallyport.gate.secondfactor.WaitingChanges;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** The delayed changes of an account as other modules may know them: without values. */
@Component
class DelayedChangeTimes implements WaitingChanges {
  private final DelayedChanges changes;

  DelayedChangeTimes(DelayedChanges changes) {
    this.changes = changes;
  }

  @Override
  public List<Waiting> of(AccountId account) {
    return changes.of(account).stream()
        .map(change -> new Waiting(change.change().title(), change.dueAt()))
        .toList();
  }
}
