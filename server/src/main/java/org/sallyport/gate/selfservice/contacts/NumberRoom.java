package org.sallyport.gate.selfservice.contacts;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.SharedNumbers;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;

/** How many accounts may share a mobile number; a number with no room is recorded. */
@Component
@RequiredArgsConstructor
class NumberRoom {
  private final SharedNumbers numbers;
  private final DomainEvents events;

  /** Whether the contact is a number that too many accounts have. */
  boolean refuses(Contact contact, HeldAccount held, SignIn session, Origin origin) {
    if (!(contact instanceof Contact.Mobile) || numbers.hasRoom(contact.value(), held)) {
      return false;
    }
    events.publish(
        new AccountEvent.PhoneRefused(held.id(), session.id(), contact.masked()), origin);
    return true;
  }
}
