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
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.crypto.RandomValues;
import org.sallyport.session.SignIn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes that wait, since a method was said to be lost (rule 28). The owner is told of each at
 * every address and can stop it in any session; so does whatever shows that it was not the owner's.
 */
@Component
public class DelayedChanges {
  /** What is said where no more may wait. */
  public static final String FULL =
      "Three changes of your account were made to wait within 24 hours, which is the most. Nothing was changed. Try again"
          + " tomorrow, or ask the desk.";

  private static final String REPORTED = "reported by the owner";

  /** How many changes of an account are made to wait within a day; the owner is told of each. */
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

  /** Whether so many were made to wait within a day that no other may be, for now. */
  public boolean isFull(AccountId account) {
    return trail
        .time(account, AccountEvent.ChangeDelayed.class, MOST - 1)
        .filter(it -> clock.instant().isBefore(it.plus(DAY)))
        .isPresent();
  }

  /**
   * Lets a change wait, unless {@link #isFull}. The account's row must be held.
   *
   * @param value what it is changed to
   * @param shown the same as the owner is told it; empty where nothing can be shown
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

  /** What waits for an account. */
  public List<DelayedChange> of(AccountId account) {
    return store.of(account);
  }

  /** The owner stops one. False if it is none of theirs, or was made or stopped before. */
  @Transactional
  public boolean stop(Visitor visitor, UUID id, Origin origin) {
    return sessions.holdToEnd(visitor)
        && stop(visitor.account(), visitor.signIn(), it -> it.id().equals(id), "owner", origin);
  }

  /** What voids changes that wait, in the same transaction. */
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

  /** Somebody has the method that was said to be lost. */
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
