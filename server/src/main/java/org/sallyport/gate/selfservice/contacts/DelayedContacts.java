package org.sallyport.gate.selfservice.contacts;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.SharedNumbers;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.springframework.stereotype.Component;

/** Applies a change of a contact that was delayed, while the account's row is locked. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DelayedContacts {
  private final NewContact contacts;
  private final NumberRemoval removal;
  private final SharedNumbers numbers;

  /**
   * Sets the number or removes the present one.
   *
   * @return false if that is not possible any more
   */
  public boolean setNumber(HeldAccount held, SignIn session, String value, Origin origin) {
    if (value.equals(NumberRemoval.NO_NUMBER)) {
      return removal.remove(held, session, origin);
    }
    boolean hasRoom = numbers.hasRoom(value, held);
    if (hasRoom) {
      contacts.set(held, session, new Contact.Mobile(value), origin);
    }
    return hasRoom;
  }

  public boolean setAddress(HeldAccount held, SignIn session, String value, Origin origin) {
    contacts.set(held, session, new Contact.Mailbox(value), origin);
    return true;
  }
}
