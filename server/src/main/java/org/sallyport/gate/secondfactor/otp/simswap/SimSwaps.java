package org.sallyport.gate.secondfactor.otp.simswap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.risk.NumberRisk;
import org.sallyport.gate.delivery.risk.SimState;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps that the SIM of an account's number changed, so that no further code is made for it, and
 * the service is not asked about each.
 */
@Component
public class SimSwaps {
  /** If the service does not say when, it is asked again after this time. */
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofHours(24);

  private final boolean isAsked;
  private final SimSwapStore store;
  private final Accounts accounts;
  private final DomainEvents events;
  private final Clock clock;

  SimSwaps(
      ObjectProvider<NumberRisk> risk,
      SimSwapStore store,
      Accounts accounts,
      DomainEvents events,
      Clock clock) {
    this.isAsked = risk.getIfAvailable() != null;
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Until when no code is sent to an account's number, because its SIM changed; empty once no
   * service is set any more, so that a wrong one can be turned off.
   */
  public Optional<Instant> until(Account account) {
    String number = account.phone();
    Instant now = clock.instant();
    return number == null || !isAsked
        ? Optional.empty()
        : store
            .of(account.id(), number)
            .map(SimSwapStore.Found::until)
            .filter(until -> now.isBefore(until));
  }

  /** Keeps that the SIM changed, and tells the owner: once for each change. */
  @Transactional
  void found(SimSwapStore.CodeOf code, String number, SimState.Changed changed) {
    Instant at = changed.at();
    HeldAccount held = accounts.hold(code.account());
    if (!number.equals(held.account().phone())) {
      return;
    }
    Instant now = clock.instant();
    Optional<SimSwapStore.Found> before = store.of(held.id(), number);
    boolean isTold =
        before.filter(it -> now.isBefore(it.foundAt().plus(changed.within()))).isPresent();
    store.keep(
        held,
        number,
        at,
        isTold ? before.orElseThrow().foundAt() : now,
        at == null ? now.plus(UNTIL_ASKED_AGAIN) : at.plus(changed.within()));
    if (!isTold) {
      events.publish(
          new AccountEvent.SimChanged(held.id(), code.signIn(), Phones.mask(number), at),
          Origin.COMMAND_LINE);
    }
  }
}
