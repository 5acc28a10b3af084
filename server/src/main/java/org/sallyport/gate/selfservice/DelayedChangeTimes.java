package org.sallyport.gate.selfservice;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.WaitingChanges;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** The delayed changes of an account as other modules may know them: without values. */
@Component
@RequiredArgsConstructor
class DelayedChangeTimes implements WaitingChanges {
  private final DelayedChanges changes;

  @Override
  public List<Waiting> of(AccountId account) {
    return changes.of(account).stream()
        .map(change -> new Waiting(change.change().title(), change.dueAt()))
        .toList();
  }
}
