package org.sallyport.gate.selfservice.contacts;

import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes the mobile number, for example before it is given up (rule 28). The method of the account
 * must not need it, and an e-mail address must be left for notices.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NumberRemoval {
  /** The value of a delayed removal, in place of a new number. */
  public static final String NO_NUMBER = "";

  private static final String BY_SMS = "sms";

  private final OpenSessions sessions;
  private final ChangeStore store;
  private final Accounts accounts;
  private final SecondFactors factors;
  private final Devices devices;
  private final RecoverySheet sheet;
  private final DelayedChanges delayed;
  private final DomainEvents events;

  /** The result of the request to remove it. */
  sealed interface RemovalResult {

    record Removed() implements RemovalResult {}

    /** It will be removed after a delay, because a method was reported as lost. */
    record Waits() implements RemovalResult {}

    /**
     * It stays.
     *
     * @param words why, and what to do, for the page
     */
    record Stays(String words) implements RemovalResult {}

    /** The change was not begun, or has expired. */
    record NotBegun() implements RemovalResult {}
  }

  /** Removes the number if the change was begun and confirmed. */
  @Transactional
  RemovalResult request(Visitor visitor, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || !store.isBegun(visitor.signIn(), Change.PHONE)) {
      return new RemovalResult.NotBegun();
    }
    HeldAccount held = open.get().held();
    SignIn session = open.get().session();
    Optional<String> obstacle = obstacle(held.account());
    if (obstacle.isPresent()) {
      return new RemovalResult.Stays(obstacle.get());
    }
    Set<String> lost = store.lost(session.id(), Change.PHONE);
    if (!lost.isEmpty() && delayed.isFull(held.id())) {
      return new RemovalResult.Stays(DelayedChanges.limitReached());
    }
    if (!store.finish(open.get(), Change.PHONE)) {
      return new RemovalResult.NotBegun();
    }
    if (!lost.isEmpty()) {
      delayed.put(held, session, Change.PHONE, NO_NUMBER, "", lost, origin);
      return new RemovalResult.Waits();
    }
    remove(held, session, origin);
    return new RemovalResult.Removed();
  }

  /** Removes the number. False if it has to stay. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remove(HeldAccount held, SignIn session, Origin origin) {
    @Nullable String before = held.account().phone();
    if (before == null || obstacle(held.account()).isPresent()) {
      return false;
    }
    accounts.removePhone(held);
    events.publish(
        new AccountEvent.PhoneChanged(held.id(), session.id(), Phones.mask(before), "", before),
        origin);
    return true;
  }

  /**
   * What the owner has left if the linked device of the account's method is lost later.
   *
   * @param devices the number of linked devices
   * @param codes the number of recovery codes
   */
  public record Rest(int devices, int codes) {}

  /** Empty if a second method is left without the number. */
  Optional<Rest> rest(Account account) {
    boolean another =
        factors.ways(account).stream()
            .filter(SecondFactor::primary)
            .map(SecondFactor::method)
            .anyMatch(method -> !method.equals(BY_SMS) && !method.equals(account.method()));
    return another
        ? Optional.empty()
        : Optional.of(new Rest(devices.usable(account.id()).size(), sheet.left(account.id())));
  }

  /** Why the number has to stay, for the page; empty if it can be removed. */
  Optional<String> obstacle(Account account) {
    if (account.phone() == null) {
      return Optional.of(Messages.text("settings.phone.none"));
    }
    if (account.method() == null) {
      return Optional.of(Messages.text("settings.phone.no-method"));
    }
    if (needsNumber(account.method(), account)) {
      return Optional.of(Messages.text("settings.phone.needed"));
    }
    return account.email() == null
        ? Optional.of(Messages.text("settings.phone.only-contact"))
        : Optional.empty();
  }

  private boolean needsNumber(String method, Account account) {
    return factors
        .byMethod(method)
        .flatMap(factor -> factor.channel(account))
        .filter(BY_SMS::equals)
        .isPresent();
  }
}
