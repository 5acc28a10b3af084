package org.sallyport.gate.accountrecovery.reset;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids resets when the admin who requested them is disabled or demoted; they stay void if that is
 * undone (rule 39).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class VoidedResets {
  private final ResetStore store;
  private final DomainEvents events;

  /** Voids the resets that an admin requested. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidRequestedBy(AccountId requester, Origin origin) {
    for (AccountId owner : store.voidRequestedBy(requester)) {
      events.publish(new AccountEvent.ResetCancelled(owner, Actor.PORTAL), origin);
    }
  }
}
