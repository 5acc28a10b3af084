package org.sallyport.selfservice.contacts;

import org.sallyport.selfservice.Change;
import org.sallyport.selfservice.ChangeStore;
import org.sallyport.selfservice.DelayedChanges;
import org.sallyport.selfservice.HeldForChange;
import org.sallyport.selfservice.OpenSessions;

import java.util.Optional;
import java.util.Set;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Email;
import org.sallyport.account.Phone;
import org.sallyport.account.SharedNumbers;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.Contact;
import org.sallyport.secondfactor.ContactChecks;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.session.SignIn;
import org.sallyport.session.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A new mobile number or e-mail address. It counts only after the code that was sent to it (rule
 * 28); until then it is kept sealed beside the change.
 */
@Component
class ContactChanges {
  private static final String FULL =
      "Too many accounts have this number already. Enter another one, or ask your administrator.";

  private final OpenSessions sessions;
  private final ChangeStore store;
  private final ProposedContacts proposed;
  private final ContactChecks checks;
  private final SharedNumbers numbers;
  private final NewContact newContact;
  private final DelayedChanges delayed;
  private final SignIns signIns;
  private final AuditLog audit;

  ContactChanges(
      OpenSessions sessions,
      ChangeStore store,
      ProposedContacts proposed,
      ContactChecks checks,
      SharedNumbers numbers,
      NewContact newContact,
      DelayedChanges delayed,
      SignIns signIns,
      AuditLog audit) {
    this.sessions = sessions;
    this.store = store;
    this.proposed = proposed;
    this.checks = checks;
    this.numbers = numbers;
    this.newContact = newContact;
    this.delayed = delayed;
    this.signIns = signIns;
    this.audit = audit;
  }

  /** Sends a code to a new mobile number, if it is one and the change was begun. */
  @Transactional
  public ContactProposal propose(Visitor visitor, Phone phone, Origin origin) {
    return phone instanceof Phone.Mobile mobile
        ? propose(visitor, new Contact.Mobile(mobile.e164()), origin)
        : new ContactProposal.Refused(phone.words());
  }

  /** Sends a code to a new e-mail address, if it is one and the change was begun. */
  @Transactional
  public ContactProposal propose(Visitor visitor, Email email, Origin origin) {
    return email instanceof Email.Address address
        ? propose(visitor, new Contact.Mailbox(address.value()), origin)
        : new ContactProposal.Refused(email.words());
  }

  private ContactProposal propose(Visitor visitor, Contact contact, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || !store.isBegun(visitor.signIn(), Change.of(contact))) {
      return new ContactProposal.NotBegun();
    }
    Account held = open.get().account();
    SignIn session = open.get().session();
    if (contact.value().equals(NewContact.present(held, contact))) {
      return new ContactProposal.Refused("This is the one you have. Enter another one.");
    }
    if (isFull(contact, held, session, origin)) {
      return new ContactProposal.Refused(FULL);
    }
    ChallengeResult challengeResult = checks.send(held, session, contact, origin);
    return switch (challengeResult) {
      case ChallengeResult.Put put -> note(session, contact);
      case ChallengeResult.JustSent justSent -> noteUnsent(session, contact);
      case ChallengeResult.NotBefore notBefore -> new ContactProposal.NotSent(challengeResult);
      case ChallengeResult.Exhausted exhausted -> new ContactProposal.NotSent(challengeResult);
      case ChallengeResult.NotLinked notLinked -> new ContactProposal.NotSent(challengeResult);
    };
  }

  /**
   * Within the wait between two codes a corrected contact is noted, and its page says when the code
   * can be sent; the same one again has its code already.
   */
  private ContactProposal noteUnsent(SignIn session, Contact contact) {
    boolean same =
        proposed.proposed(session.id(), Change.of(contact)).filter(contact::equals).isPresent();
    if (!same) {
      checks.voidSent(session, contact.purpose());
    }
    return note(session, contact);
  }

  private ContactProposal note(SignIn session, Contact contact) {
    return proposed.propose(session.id(), contact)
        ? new ContactProposal.CodeNext()
        : new ContactProposal.NotBegun();
  }

  /** The contact that is being proven, as its owner sees it; empty if none is. */
  String proposed(Visitor visitor, Change change) {
    return proposed.proposed(visitor.signIn(), change).map(Contact::shown).orElse("");
  }

  /** Nothing is left of a change that was begun, and what was sent for it counts no more. */
  @Transactional
  public void cancel(Visitor visitor, Change change) {
    if (sessions.holdToEnd(visitor)) {
      store.drop(visitor.signIn(), change);
    }
  }

  /** Judges the code and, if it is right, makes the contact the account's. */
  @Transactional
  public ContactProof prove(Visitor visitor, Change change, String typed, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Contact> contact = proposed.proposed(visitor.signIn(), change);
    if (open.isEmpty() || contact.isEmpty()) {
      return new ContactProof.NotBegun();
    }
    Account held = open.get().account();
    SignIn session = open.get().session();
    Verdict verdict = checks.judge(held, session, contact.get(), typed, origin);
    if (verdict instanceof Verdict.TriesUsedUp) {
      store.drop(session.id(), change);
    }
    return verdict instanceof Verdict.Accepted
        ? accept(held, session, contact.get(), origin)
        : new ContactProof.NotProven(verdict);
  }

  private ContactProof accept(Account held, SignIn session, Contact contact, Origin origin) {
    if (isFull(contact, held, session, origin)) {
      return new ContactProof.Refused(FULL);
    }
    Change change = Change.of(contact);
    Set<String> lost = store.lost(session.id(), change);
    if (!lost.isEmpty() && delayed.isFull(held.id())) {
      return new ContactProof.Refused(DelayedChanges.FULL);
    }
    if (!store.finish(session.id(), change)) {
      return new ContactProof.NotBegun();
    }
    if (!lost.isEmpty()) {
      delayed.put(held, session, change, contact.value(), contact.masked(), lost, origin);
      return new ContactProof.Waits();
    }
    newContact.set(held, session, contact, origin);
    return new ContactProof.Proven(NewContact.present(held, contact) == null);
  }

  /** Sends another code to the contact that is being proven. */
  @Transactional
  public ContactProposal again(Visitor visitor, Change change, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Contact> contact = proposed.proposed(visitor.signIn(), change);
    if (open.isEmpty() || contact.isEmpty()) {
      return new ContactProposal.NotBegun();
    }
    ChallengeResult challengeResult =
        checks.send(open.get().account(), open.get().session(), contact.get(), origin);
    return challengeResult instanceof ChallengeResult.Put
        ? new ContactProposal.CodeNext()
        : new ContactProposal.NotSent(challengeResult);
  }

  /** The check as its page shows it; empty if none is under way. */
  Optional<Prompt> question(Visitor visitor, Change change) {
    return proposed
        .proposed(visitor.signIn(), change)
        .flatMap(
            contact ->
                signIns.find(visitor.signIn()).flatMap(session -> checks.asked(session, contact)));
  }

  private boolean isFull(Contact contact, Account held, SignIn session, Origin origin) {
    if (!(contact instanceof Contact.Mobile) || numbers.hasRoom(contact.value(), held.id())) {
      return false;
    }
    audit.record(new AccountEvent.PhoneRefused(held.id(), session.id(), contact.masked()), origin);
    return true;
  }
}
