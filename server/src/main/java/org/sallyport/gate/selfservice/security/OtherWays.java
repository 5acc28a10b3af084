package org.sallyport.gate.selfservice.security;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
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

/** Enables and disables codes by SMS and e-mail as other ways to sign in. */
@Component
@RequiredArgsConstructor
class OtherWays {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final Accounts accounts;
  private final SecondFactors factors;
  private final DomainEvents events;

  /** The ways that can be disabled, the strongest first. */
  List<SecondFactor> of(Account account) {
    return factors.optionalWays(account);
  }

  /** The result of choosing which ways stay enabled. */
  enum WaysChange {
    CHANGED,
    /** The choice equals the present one. */
    SAME,
    /** The change was not begun, or has expired. */
    NOT_BEGUN
  }

  /** Sets which ways stay enabled. Other sessions and sign-in attempts in progress end. */
  @Transactional
  public WaysChange set(Visitor visitor, Set<String> open, Origin origin) {
    Optional<HeldForChange.Open> taken =
        sessions.take(visitor).open().filter(it -> store.finish(it, Change.WAYS));
    if (taken.isEmpty()) {
      return WaysChange.NOT_BEGUN;
    }
    HeldAccount held = taken.get().held();
    Set<String> off = off(held.account(), open);
    if (off.equals(held.account().disabledMethods())) {
      return WaysChange.SAME;
    }
    accounts.setDisabledMethods(held, off);
    events.publish(
        new AccountEvent.OtherWaysChanged(
            held.id(), visitor.signIn(), off.stream().sorted().toList()),
        origin);
    return WaysChange.CHANGED;
  }

  /** What is not listed now, for example SMS without a number, stays as it was. */
  private Set<String> off(Account account, Set<String> open) {
    Set<String> off = new HashSet<>(account.disabledMethods());
    for (SecondFactor way : of(account)) {
      if (open.contains(way.method())) {
        off.remove(way.method());
      } else {
        off.add(way.method());
      }
    }
    return off;
  }
}
