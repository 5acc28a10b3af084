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
 * What ends the count of unanswered questions: the second factor was given, by whatever way, or the
 * account was unlocked. A remembered browser gave none (rule 12). And whoever waits for a question
 * of a sign-in that ended is told.
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
