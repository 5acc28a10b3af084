package org.sallyport.gate.selfservice.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes the second-factor method to another one that is linked. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MethodChanges {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final Accounts accounts;
  private final SecondFactors factors;
  private final DelayedChanges delayed;
  private final DomainEvents events;

  /** The result of choosing another method. */
  enum MethodChange {
    CHANGED,
    /** It will change after a delay, because a method was reported as lost. */
    WAITS,
    /** It would be delayed, and the limit on delayed changes is reached. */
    FULL,
    /** It is the present method. */
    SAME,
    /** It is not linked, or there is no such method. */
    NOT_OFFERED,
    /** The change was not begun, or has expired. */
    NOT_BEGUN
  }

  /** Sets the method if the change was begun. */
  @Transactional
  public MethodChange choose(Visitor visitor, String method, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || !store.isBegun(visitor.signIn(), Change.METHOD)) {
      return MethodChange.NOT_BEGUN;
    }
    HeldAccount held = open.get().held();
    if (!isOffered(method, held.account())) {
      return MethodChange.NOT_OFFERED;
    }
    Set<String> lost = store.lost(visitor.signIn(), Change.METHOD);
    if (!lost.isEmpty() && delayed.isFull(held.id())) {
      return MethodChange.FULL;
    }
    if (!store.finish(open.get(), Change.METHOD)) {
      return MethodChange.NOT_BEGUN;
    }
    factors.byMethod(method).ifPresent(factor -> factor.chosen(held, visitor.signIn(), origin));
    if (method.equals(held.account().method())) {
      return MethodChange.SAME;
    }
    if (!lost.isEmpty()) {
      delayed.put(held, open.get().session(), Change.METHOD, method, method, lost, origin);
      return MethodChange.WAITS;
    }
    return set(held, visitor.signIn(), method, origin)
        ? MethodChange.CHANGED
        : MethodChange.NOT_OFFERED;
  }

  /** Sets the method if it is still offered. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean set(HeldAccount held, SignInId session, String method, Origin origin) {
    if (!isOffered(method, held.account())) {
      return false;
    }
    String before = held.account().method() == null ? "" : held.account().method();
    accounts.setMethod(held, method);
    events.publish(new AccountEvent.MethodChanged(held.id(), session, before, method), origin);
    return true;
  }

  private boolean isOffered(String method, Account account) {
    return offers(account).stream().anyMatch(it -> it.enabled() && it.value().equals(method));
  }

  /** The methods to choose from: the recommended ones first, the present one checked. */
  List<Offer> offers(Account account) {
    return factors.offers(account).stream().map(offer -> offer(offer, account)).toList();
  }

  private Offer offer(Offer offer, Account account) {
    boolean inUse = offer.value().equals(account.method());
    if (offer.value().equals(SecondFactors.NONE)) {
      return new Offer(offer.value(), offer.name(), offer.note(), true, inUse);
    }
    SecondFactor factor = factors.byMethod(offer.value()).orElseThrow();
    boolean linked = factor.linked(account);
    String note = linked ? offer.note() : whatIsMissing(factor);
    String missing = factor instanceof EnrollableFactor ? "/settings/devices" : "/settings/account";
    String href = linked ? null : missing;
    return new Offer(offer.value(), offer.name(), note, linked, inUse, href);
  }

  private static String whatIsMissing(SecondFactor factor) {
    return factor instanceof EnrollableFactor
        ? Messages.text("settings.method.not-linked")
        : Messages.text("settings.method.no-contact");
  }
}
