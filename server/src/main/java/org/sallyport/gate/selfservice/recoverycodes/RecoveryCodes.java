package org.sallyport.gate.selfservice.recoverycodes;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates sheets of recovery codes; requires a fresh second factor (rule 28). */
@Component
@RequiredArgsConstructor
class RecoveryCodes {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final RecoverySheet sheet;
  private final DomainEvents events;

  /** Whether the installation accepts recovery codes. */
  boolean areAllowed() {
    return sheet.isAllowed();
  }

  /** The number of unused codes; 0 if there is no sheet. */
  int left(Visitor visitor) {
    return sheet.left(visitor.account());
  }

  /** Creates a new sheet. False if the change was not begun, or the codes would not be accepted. */
  @Transactional
  public boolean make(Visitor visitor, Origin origin) {
    Optional<HeldForChange.Open> open =
        sessions
            .take(visitor)
            .open()
            .filter(it -> areAllowed() && store.finish(it, Change.RECOVERY));
    open.ifPresent(
        it -> {
          sheet.make(it.held(), visitor.signIn());
          events.publish(
              new AccountEvent.RecoveryCodesMade(visitor.account(), visitor.signIn()), origin);
        });
    return open.isPresent();
  }

  /** The codes of a sheet that this session created a few minutes ago; otherwise empty. */
  List<String> shown(Visitor visitor) {
    return sheet.shown(visitor.signIn());
  }
}
