package org.sallyport.gate.selfservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes that are delayed because a method was reported as lost (rule 28). The owner is notified
 * of each at every address and can stop it in any session. Events such as a lock, a password change
 * or the use of the lost method stop it too.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DelayedChanges {
  private static final String REPORTED = "reported by the owner";

  /** The limit on changes of an account that are delayed within a day; each notifies the owner. */
  private static final int MAX_PER_DAY = 3;

  private static final Duration DAY = Duration.ofDays(1);

  private final DelayedChangeStore store;
  private final OpenSessions sessions;
  private final Accounts accounts;
  private final RandomValues random;
  private final DomainEvents events;
  private final AuditTrail trail;
  private final ChangeProperties times;
  private final Clock clock;

  /** The text shown when the limit on delayed changes is reached. */
  public static String limitReached() {
    return Messages.text("settings.refusal.full");
  }

  /** Whether the limit on delayed changes within a day is reached. */
  public boolean isFull(AccountId account) {
    return trail
        .time(account, AccountEvent.ChangeDelayed.class, MAX_PER_DAY - 1)
        .filter(it -> clock.instant().isBefore(it.plus(DAY)))
        .isPresent();
  }

  /**
   * Delays a change. The caller has checked {@link #isFull}.
   *
   * @param value the new value
   * @param shown the new value as shown to the owner; empty if it cannot be shown
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void put(
      HeldAccount held,
      SignIn session,
      Change change,
      String value,
      String shown,
      Set<String> lost,
      Origin origin) {
    Instant now = clock.instant();
    Instant due = now.plus(times.lostMethodDelay());
    store.put(
        held,
        new DelayedChange(random.id(), held.id(), session.id(), change, value, lost, now, due));
    events.publish(
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
    return sessions
        .holdToEnd(visitor)
        .filter(held -> stop(held, visitor.signIn(), it -> it.id().equals(id), "owner", origin))
        .isPresent();
  }

  /** Stops all changes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopAll(AccountId account, String reason, Origin origin) {
    stop(account, null, waiting -> true, reason, origin);
  }

  /** Stops changes of the kind that has just been made without a delay. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopAll(AccountId account, Change change, Origin origin) {
    stop(account, null, waiting -> waiting.change() == change, "changed otherwise", origin);
  }

  /**
   * Stops changes that are delayed because this method was reported as lost; it has just been used.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopWithout(AccountId account, String method, Origin origin) {
    stop(account, null, without(method), "method used", origin);
  }

  /**
   * The method no longer uses what was lost, because its contact was replaced or its last device
   * was removed: using it does not stop changes that are delayed without it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forgetLost(AccountId account, String method) {
    if (store.of(account).stream().anyMatch(without(method))) {
      store.forgetLost(accounts.hold(account), method);
    }
  }

  /**
   * Stops changes that were requested in a sign-in that the owner reported as somebody else's.
   *
   * @param session in which it was reported
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopReported(AccountId account, SignInId session, SignInId reported, Origin origin) {
    stop(account, session, askedIn(reported), REPORTED, origin);
  }

  /**
   * Stops changes that were requested in a sign-in that the owner reported on a device as somebody
   * else's, and those that are delayed because that device's method was reported as lost.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopReportedBy(AccountId account, String method, SignInId reported, Origin origin) {
    stop(account, null, askedIn(reported).or(without(method)), REPORTED, origin);
  }

  private static Predicate<DelayedChange> askedIn(SignInId session) {
    return waiting -> waiting.session().equals(session);
  }

  private static Predicate<DelayedChange> without(String method) {
    return waiting -> waiting.lost().contains(method);
  }

  /** Locks the account's row again, if there is something to stop. */
  private void stop(
      AccountId account,
      @Nullable SignInId signIn,
      Predicate<DelayedChange> which,
      String reason,
      Origin origin) {
    if (store.of(account).stream().anyMatch(which)) {
      stop(accounts.hold(account), signIn, which, reason, origin);
    }
  }

  private boolean stop(
      HeldAccount held,
      @Nullable SignInId signIn,
      Predicate<DelayedChange> which,
      String reason,
      Origin origin) {
    boolean any = false;
    for (DelayedChange waiting : store.of(held.id())) {
      if (which.test(waiting) && store.take(held, waiting.id())) {
        events.publish(
            new AccountEvent.ChangeStopped(held.id(), signIn, waiting.change().key(), reason),
            origin);
        any = true;
      }
    }
    return any;
  }
}
