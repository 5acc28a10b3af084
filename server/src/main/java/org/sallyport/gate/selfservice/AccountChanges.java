package org.sallyport.gate.selfservice;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.stepup.Freshness;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins account changes: immediately if the second factor is fresh, otherwise after a step-up
 * (rule 28). The change that awaits the step-up is stored on the server, not in the browser.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountChanges {
  private final OpenSessions sessions;
  private final Freshness freshness;
  private final SecondFactors factors;
  private final ChangeStore store;
  private final DomainEvents events;

  /** Begins a change, or issues a challenge for the second factor. */
  @Transactional
  public ChangeBegin begin(Visitor visitor, Change change, Origin origin) {
    return switch (sessions.take(visitor)) {
      case HeldForChange.SessionOver _ -> new ChangeBegin.SessionOver();
      case HeldForChange.Locked locked -> new ChangeBegin.AccountLocked(locked.reference());
      case HeldForChange.Open open -> begin(open, change, origin);
    };
  }

  /**
   * For an act that is done in one step: asks for the second factor unless it is fresh or was given
   * for this kind. {@link ChangeBegin.Begun} if the act may be done now.
   */
  @Transactional
  public ChangeBegin require(Visitor visitor, Change change, Origin origin) {
    HeldForChange taken = sessions.take(visitor);
    boolean given =
        taken
            .open()
            .filter(it -> freshness.isFresh(it.account(), it.session()) || isBegun(visitor, change))
            .isPresent();
    return given ? new ChangeBegin.Begun() : begin(visitor, change, origin);
  }

  /** Issues a challenge for the second factor, however recently it was given. */
  @Transactional
  public ChangeBegin challenge(Visitor visitor, Change change, Origin origin) {
    return switch (sessions.take(visitor)) {
      case HeldForChange.SessionOver _ -> new ChangeBegin.SessionOver();
      case HeldForChange.Locked locked -> new ChangeBegin.AccountLocked(locked.reference());
      case HeldForChange.Open open -> {
        store.clear(open.held());
        yield demand(open, change, origin);
      }
    };
  }

  /** The factor that the change would ask for first; empty if it can be begun without. */
  @Transactional
  public Optional<SecondFactor> asked(Visitor visitor, Change change) {
    return isBegun(visitor, change)
        ? Optional.empty()
        : sessions
            .take(visitor)
            .open()
            .filter(open -> !freshness.isFresh(open.account(), open.session()))
            .flatMap(open -> factors.forChange(open.account(), Set.of()));
  }

  /**
   * Stores a change that awaits the second factor, and asks for none: its owner says that they no
   * longer have what would be asked. False if no change can be begun.
   */
  @Transactional
  public boolean awaitAnother(Visitor visitor, Change change, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    open.ifPresent(
        it -> {
          store.clear(it.held());
          store.ask(it, change);
          events.publish(
              new AccountEvent.StepUpDemanded(it.held().id(), it.session().id(), change.key()),
              origin);
        });
    return open.isPresent();
  }

  private ChangeBegin begin(HeldForChange.Open open, Change change, Origin origin) {
    store.clear(open.held());
    if (freshness.isFresh(open.account(), open.session())) {
      store.begin(open, change, Set.of());
      return new ChangeBegin.Begun();
    }
    return demand(open, change, origin);
  }

  private ChangeBegin demand(HeldForChange.Open open, Change change, Origin origin) {
    HeldAccount held = open.held();
    SignIn session = open.session();
    events.publish(new AccountEvent.StepUpDemanded(held.id(), session.id(), change.key()), origin);
    Optional<SecondFactor> factor = factors.forChange(held.account(), Set.of());
    if (factor.isEmpty()) {
      return new ChangeBegin.NoFactor();
    }
    store.ask(open, change);
    return new ChangeBegin.FactorRequired(
        factor.get().issue(FactorContext.stepUp(held, session, origin), false));
  }

  /**
   * When the change was finished in the visitor's session; empty if that is longer ago than the
   * time limit of a change.
   */
  Optional<Instant> finishedAt(Visitor visitor, Change change) {
    return store.finishedAt(visitor.signIn(), change);
  }

  /** Whether the change was begun and can still be finished. */
  public boolean isBegun(Visitor visitor, Change change) {
    return store.isBegun(visitor.signIn(), change);
  }

  /**
   * Handles a submitted change that was not begun. Unless it is merely late, it is recorded and the
   * owner is notified.
   *
   * @return whether the change is merely late: it was begun earlier in this session, the second
   *     factor is fresh, or the account was locked in the meantime
   */
  @Transactional
  public boolean refuse(Visitor visitor, Change change, Origin origin) {
    HeldForChange heldForChange = sessions.take(visitor);
    boolean late = isLate(heldForChange, visitor, change);
    if (!late) {
      events.publish(
          new AccountEvent.ChangeRefused(visitor.account(), visitor.signIn(), change.key()),
          origin);
    }
    return late;
  }

  private boolean isLate(HeldForChange heldForChange, Visitor visitor, Change change) {
    return heldForChange instanceof HeldForChange.Locked
        || store.finishedAt(visitor.signIn(), change).isPresent()
        || store.wasBegun(visitor.signIn(), change)
        || heldForChange
            .open()
            .filter(it -> freshness.isFresh(it.account(), it.session()))
            .isPresent();
  }
}
