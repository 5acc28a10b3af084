package org.sallyport.gate.selfservice.contacts;

import java.time.Clock;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.ContactWaits;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sets a verified contact. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NewContact {
  private final Accounts accounts;
  private final ContactWaits waits;
  private final SecondFactors factors;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Sets the contact. A number that its owner proved ends the wait for codes by SMS, which an
   * admin's change of the number before it began. It does not end the wait for codes by e-mail:
   * that one can come from a mailed link, whose mailbox would prove itself.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void set(HeldAccount held, SignIn session, Contact contact, Origin origin) {
    switch (contact) {
      case Contact.Mobile mobile -> setNumber(held, session, mobile, origin);
      case Contact.Mailbox mailbox -> setAddress(held, session, mailbox, origin);
    }
    settleMethod(held, session);
  }

  private void setNumber(HeldAccount held, SignIn session, Contact.Mobile mobile, Origin origin) {
    String before = held.account().phone();
    String from = before == null ? "" : Phones.mask(before);
    accounts.setPhone(held, mobile.value(), clock.instant());
    waits.acceptSmsCodes(held);
    events.publish(
        new AccountEvent.PhoneChanged(held.id(), session.id(), from, mobile.masked(), before),
        origin);
  }

  private void setAddress(
      HeldAccount held, SignIn session, Contact.Mailbox mailbox, Origin origin) {
    String before = held.account().email();
    String from = before == null ? "" : Emails.mask(before);
    accounts.setEmail(held, mailbox.value(), clock.instant());
    events.publish(
        new AccountEvent.EmailChanged(held.id(), session.id(), from, mailbox.masked(), before),
        origin);
  }

  /**
   * Sets the method chosen at the first sign-in if only this contact was missing for it (rule 26).
   */
  private void settleMethod(HeldAccount held, SignIn session) {
    Account before = held.account();
    Account now = accounts.find(before.id()).orElseThrow();
    if (before.method() == null) {
      Optional.ofNullable(session.method())
          .flatMap(factors::byMethod)
          .filter(factor -> !factor.linked(before) && factor.linked(now))
          .map(SecondFactor::method)
          .ifPresent(method -> accounts.setMethod(held, method));
    }
  }

  /** The account's present contact of the same kind. */
  static @Nullable String present(Account account, Contact contact) {
    return switch (contact) {
      case Contact.Mobile _ -> account.phone();
      case Contact.Mailbox _ -> account.email();
    };
  }
}
