package org.sallyport.gate.account.imports;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.ContactWaits;
import org.springframework.stereotype.Component;

/**
 * Suspends codes to a contact that an admin changed, and activation letters. With the right to edit
 * contacts, one admin could otherwise receive the codes of any account, or read the code of its
 * letter, which takes two people or a day for a reset (rule 39). An account without a password has
 * nothing to lose yet.
 */
@Component
@RequiredArgsConstructor
class SuspendedContacts {
  private final ContactWaits waits;
  private final ImportProperties properties;
  private final Clock clock;

  /**
   * Suspends codes by SMS at a sign-in, if an admin changed or removed the number. A first number
   * suspends no letter: it takes no way to sign in from its owner.
   */
  void suspendSms(HeldAccount held, ImportRequest request) {
    if (applies(held, request)) {
      waits.blockSmsCodes(held, until());
      if (held.account().phone() != null) {
        waits.blockLetters(held, until());
      }
    }
  }

  /** Suspends codes by e-mail at a sign-in, if an admin changed the address. */
  void suspendEmail(HeldAccount held, ImportRequest request) {
    if (applies(held, request)) {
      waits.blockEmailCodes(held, until());
      waits.blockLetters(held, until());
    }
  }

  private boolean applies(HeldAccount held, ImportRequest request) {
    return request.contactsWait()
        && held.account().isActivated()
        && properties.contactDelay().isPositive();
  }

  private Instant until() {
    return clock.instant().plus(properties.contactDelay());
  }
}
