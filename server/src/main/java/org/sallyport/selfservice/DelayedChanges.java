package org.sallyport.selfservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AppEvent;
import org.sallyport.audit.AuditEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.AuditTrail;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.crypto.RandomValues;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.session.SignIn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes that are delayed because a method was reported as lost (rule 28). The owner is notified
 * of each at every address and can stop it in any session. Events such as a lock, a password change
 * or the use of the lost method stop it too.
 */
@Component
public class DelayedChanges {
  /** The text shown when the limit on delayed changes is reached. */
  public static final String FULL =
      "Three changes of your account were made to wait within 24 hours, which is the most. Nothing was changed. Try again"
          + " tomorrow, or ask the desk.";

  private static final String REPORTED = "reported by the owner";

  /** The limit on changes of an account that are delayed within a day; each notifies the owner. */
  private static final int MOST = 3;

  private static final Duration DAY = Duration.ofDays(1);

  private final DelayedChangeStore store;
  private final OpenSessions sessions;
  private final RandomValues random;
  private final AuditLog audit;
  private final AuditTrail trail;
  private final ChangeProperties times;
  private final Clock clock;

  DelayedChanges(
      DelayedChangeStore store,
      OpenSessions sessions,
      RandomValues random,
      AuditLog audit,
      AuditTrail trail,
      ChangeProperties times,
      Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.random = random;
    this.audit = audit;
    this.trail = trail;
    this.times = times;
    this.clock = clock;
  }

  /** Whether the limit on delayed changes within a day is reached. */
  public boolean isFull(AccountId account) {
    return trail
        .time(account, AccountEvent.ChangeDelayed.class, MOST - 1)
        .filter(it -> clock.instant().isBefore(it.plus(DAY)))
        .isPresent();
  }

  /**
   * Delays a change. The caller must hold the lock on the account's row and have checked {@link
   * #isFull}.
   *
   * @param value the new value
   * @param shown the new value as shown to the owner; empty if it cannot be shown
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void put(
      Account held,
      SignIn session,
      Change change,
      String value,
      String shown,
      Set<String> lost,
      Origin origin) {
    Instant now = clock.instant();
    Instant due = now.plus(times.lostWait());
    store.put(
        new DelayedChange(random.id(), held.id(), session.id(), change, value, lost, now, due));
    audit.record(
        new AccountEvent.ChangeDelayed(
            held.id(), session.id(), change.key(), lost.stream().sorted().toList(), shown, due),
        origin);
  }

  /** The delayed changes of an account. */
  public List<DelayedChange> of(AccountId account) {
    return store.of(account);
  }

  /**
   * Stops a change at the owner's request. False if it belongs to another account, or was already
   * applied or stopped.
   */
  @Transactional
  public boolean stop(Visitor visitor, UUID id, Origin origin) {
    return sessions.holdToEnd(visitor)
        && stop(visitor.account(), visitor.signIn(), it -> it.id().equals(id), "owner", origin);
  }

  /** Stops the delayed changes that an event makes void, in the same transaction. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    AuditEvent event = recorded.event();
    switch (event) {
      case LockEvent.Locked it -> stopAll(it.account(), "account locked", origin);
      case AccountEvent.Disabled it -> stopAll(it.account(), "account disabled", origin);
      case AccountEvent.ResetDone it -> stopAll(it.account(), "second factor reset", origin);
      case AccountEvent.PasswordChanged it -> stopAll(it.account(), "password changed", origin);
      case AccountEvent.PhoneChanged it -> stopKind(it.account(), Change.PHONE, origin);
      case AccountEvent.EmailChanged it -> stopKind(it.account(), Change.EMAIL, origin);
      case AccountEvent.MethodChanged it -> stopKind(it.account(), Change.METHOD, origin);
      case SignInEvent.Completed it -> stopFound(it.account(), it.method(), origin);
      case SignInEvent.SteppedUp it -> stopFound(it.account(), it.method(), origin);
      case SignInEvent.NotMe it ->
          stop(it.account(), it.signIn(), askedIn(it.reported()), REPORTED, origin);
      case AppEvent.NotMe it ->
          stop(
              it.account(),
              null,
              askedIn(it.signIn()).or(without(AppEvent.METHOD)),
              REPORTED,
              origin);
      default -> {}
    }
  }

  private static Predicate<DelayedChange> askedIn(SignInId session) {
    return waiting -> waiting.session().equals(session);
  }

  private static Predicate<DelayedChange> without(String method) {
    return waiting -> waiting.lost().contains(method);
  }

  private void stopAll(AccountId account, String reason, Origin origin) {
    stop(account, null, waiting -> true, reason, origin);
  }

  private void stopKind(AccountId account, Change change, Origin origin) {
    stop(account, null, waiting -> waiting.change() == change, "changed otherwise", origin);
  }

  /**
   * Stops changes that are delayed because this method was reported as lost; it has just been used.
   */
  private void stopFound(AccountId account, String method, Origin origin) {
    stop(account, null, without(method), "method used", origin);
  }

  private boolean stop(
      AccountId account,
      @Nullable SignInId signIn,
      Predicate<DelayedChange> which,
      String reason,
      Origin origin) {
    boolean any = false;
    for (DelayedChange waiting : store.of(account)) {
      if (which.test(waiting) && store.take(waiting.id())) {
        audit.record(
            new AccountEvent.ChangeStopped(account, signIn, waiting.change().key(), reason),
            origin);
        any = true;
      }
    }
    return any;
  }
}
