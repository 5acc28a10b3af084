package org.sallyport.secondfactor.push.approval;

import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.session.SignIn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resets the count of unanswered requests when the second factor was given, by any factor, or the
 * account was unlocked; a sign-in by a remembered browser does not reset it (rule 12). Also
 * notifies waiting clients when a sign-in ends or its account is locked.
 */
@Component
class UnansweredCounterReset {
  private final RequestStore store;
  private final RequestNotifier requestNotifier;

  UnansweredCounterReset(RequestStore store, RequestNotifier requestNotifier) {
    this.store = store;
    this.requestNotifier = requestNotifier;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case SignInEvent.Completed it when !it.method().equals(SignIn.REMEMBERED) ->
          store.answered(it.account());
      case SignInEvent.SteppedUp it -> store.answered(it.account());
      case LockEvent.Unlocked it -> store.answered(it.account());
      case SignInEvent.Ended it -> requestNotifier.changed();
      case LockEvent.Locked it -> requestNotifier.changed();
      default -> {}
    }
  }
}
