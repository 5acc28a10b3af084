package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.approval.Approval;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;

/**
 * Approval requests from the requesting page's side. An account has one open request at a time; by
 * default three without a success since, and three more from browsers known to it (rule 9). An
 * approval is consumed only by the sign-in that requested it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AppRequests {
  private final RequestStore store;
  private final PendingRequests pending;
  private final SignIns signIns;
  private final RequestNotifier requestNotifier;
  private final RandomValues random;
  private final DomainEvents events;
  private final PushProperties properties;
  private final Clock clock;

  /**
   * Sends a request to the phones, unless one is pending. If the limit of unanswered requests is
   * reached, none is sent; the page says so and accepts a typed code.
   */
  public ChallengeResult ask(FactorContext context) {
    HeldAccount held = context.held();
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    Instant now = clock.instant();
    if (purpose == Purpose.SIGN_IN && signIns.isTooOldToChallenge(signIn)) {
      return new ChallengeResult.Exhausted();
    }
    if (store
        .newest(signIn.id(), purpose)
        .filter(request -> pending.isPending(request, now))
        .isPresent()) {
      return new ChallengeResult.Issued();
    }
    int unanswered = pending.unanswered(held.account(), signIn, purpose);
    if (pending.isPaused(unanswered)) {
      events.publish(
          new AppEvent.Paused(held.id(), signIn.id(), purpose.key(), unanswered), context.origin());
      return new ChallengeResult.Issued();
    }
    Instant until = now.plus(properties.requestTtl());
    store.add(
        held,
        random.id(),
        signIn,
        purpose,
        random.token(),
        random.digits(properties.digits()),
        until);
    keepOpen(signIn, purpose, until);
    events.publish(
        new AppEvent.ApprovalRequested(held.id(), signIn.id(), purpose.key()), context.origin());
    requestNotifier.added(held.id());
    return new ChallengeResult.Issued();
  }

  private void keepOpen(SignIn signIn, Purpose purpose, Instant until) {
    if (purpose == Purpose.SIGN_IN) {
      signIns.keepOpen(signIn.id(), until);
    }
  }

  /** Consumes an approval for the sign-in that requested it. */
  public Approval take(FactorContext context) {
    Optional<AppRequest> newest = store.newest(context.signIn().id(), context.purpose());
    if (newest.filter(request -> request.isOpen(clock.instant())).isPresent()) {
      return new Approval.Unanswered();
    }
    return newest.filter(request -> store.use(context.held(), request.id())).isPresent()
        ? new Approval.Given()
        : new Approval.NotGiven();
  }
}
