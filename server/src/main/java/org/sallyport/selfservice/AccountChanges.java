package org.sallyport.selfservice;

import org.sallyport.selfservice.stepup.Freshness;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins changes of an account: at once behind a fresh second factor, otherwise after it was given
 * again (rule 28). Which change waits for that is kept here, not in the browser.
 */
@Component
public class AccountChanges {
  private final OpenSessions sessions;
  private final Freshness freshness;
  private final SecondFactors factors;
  private final ChangeStore store;
  private final AuditLog audit;

  AccountChanges(
      OpenSessions sessions,
      Freshness freshness,
      SecondFactors factors,
      ChangeStore store,
      AuditLog audit) {
    this.sessions = sessions;
    this.freshness = freshness;
    this.factors = factors;
    this.store = store;
    this.audit = audit;
  }

  /** Begins a change, or asks for the second factor. */
  @Transactional
  public ChangeBegin begin(Visitor visitor, Change change, Origin origin) {
    return switch (sessions.take(visitor)) {
      case HeldForChange.Over over -> new ChangeBegin.SessionOver();
      case HeldForChange.Locked locked -> new ChangeBegin.Locked(locked.reference());
      case HeldForChange.Open open -> begin(open.account(), open.session(), change, origin);
    };
  }

  private ChangeBegin begin(Account held, SignIn session, Change change, Origin origin) {
    store.clear(held.id());
    if (freshness.isFresh(held, session)) {
      store.begin(session.id(), change, Set.of());
      return new ChangeBegin.Begun();
    }
    audit.record(new AccountEvent.StepUpDemanded(held.id(), session.id(), change.key()), origin);
    Optional<SecondFactor> asked = factors.forChange(held, Set.of());
    if (asked.isEmpty()) {
      return new ChangeBegin.NoFactor();
    }
    store.ask(session.id(), change);
    return new ChangeBegin.FactorAsked(
        asked.get().put(held, session, Purpose.STEP_UP, false, origin));
  }

  /** When the change was made in the visitor's session, some minutes ago at most. */
  Optional<Instant> finishedAt(Visitor visitor, Change change) {
    return store.finishedAt(visitor.signIn(), change);
  }

  /** Whether a change was begun, and still can be finished. */
  public boolean isBegun(Visitor visitor, Change change) {
    return store.isBegun(visitor.signIn(), change);
  }

  /**
   * Somebody sent a change that was not begun. Without a fresh second factor that is recorded, and
   * the owner hears of it.
   *
   * @return whether it only took too long: it was begun once, or the second factor is fresh, or the
   *     account was locked meanwhile
   */
  @Transactional
  public boolean refuse(Visitor visitor, Change change, Origin origin) {
    HeldForChange heldForChange = sessions.take(visitor);
    boolean late =
        heldForChange instanceof HeldForChange.Locked
            || store.finishedAt(visitor.signIn(), change).isPresent()
            || store.wasBegun(visitor.signIn(), change)
            || heldForChange.open().filter(it -> freshness.isFresh(it.account(), it.session())).isPresent();
    if (!late) {
      audit.record(
          new AccountEvent.ChangeRefused(visitor.account(), visitor.signIn(), change.key()),
          origin);
    }
    return late;
  }
}
