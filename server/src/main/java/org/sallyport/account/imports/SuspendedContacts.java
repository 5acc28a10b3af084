package org.sallyport.account.imports;

import java.time.Clock;
import java.time.Duration;
import org.sallyport.account.Accounts;
import org.sallyport.account.HeldAccount;
import org.springframework.stereotype.Component;

/**
 * Suspends codes to a contact that an admin changed. With the right to edit contacts, one admin
 * could otherwise receive the codes of any account, which takes two people or a day for a reset
 * (rule 39). An account without a password has nothing to lose yet.
 */
@Component
class SuspendedContacts {
  private final Accounts accounts;
  private final ImportProperties properties;
  private final Clock clock;

  SuspendedContacts(Accounts accounts, ImportProperties properties, Clock clock) {
    this.accounts = accounts;
    this.properties = properties;
    this.clock = clock;
  }

  /** Suspends codes by SMS at a sign-in, if an admin changed the number. */
  void suspendSms(HeldAccount held, ImportOrder order) {
    if (applies(held, order)) {
      accounts.setSmsCodesBlockedUntil(held, clock.instant().plus(delay()));
    }
  }

  /** Suspends codes by e-mail at a sign-in, if an admin changed the address. */
  void suspendEmail(HeldAccount held, ImportOrder order) {
    if (applies(held, order)) {
      accounts.setEmailCodesBlockedUntil(held, clock.instant().plus(delay()));
    }
  }

  private boolean applies(HeldAccount held, ImportOrder order) {
    return order.own() != null && held.account().passwordHash() != null && delay().isPositive();
  }

  private Duration delay() {
    return properties.contactDelay();
  }
}
