package org.sallyport.gate.selfservice.contacts;

import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.Email;
import org.sallyport.gate.account.contact.Phone;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.secondfactor.contact.ContactChecks;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of the mobile number or e-mail address. A new contact takes effect only after the code
 * sent to it is entered (rule 28); until then it is stored encrypted in the row of the change.
 */
@Component
@RequiredArgsConstructor
class ContactChanges {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final ProposedContacts proposed;
  private final ContactChecks checks;
  private final NumberRoom numbers;
  private final NewContact newContact;
  private final DelayedChanges delayed;
  private final SignIns signIns;

  /** Sends a code to a new mobile number if it is valid and the change was begun. */
  @Transactional
  public ContactProposal propose(Visitor visitor, Phone phone, Origin origin) {
    return phone instanceof Phone.Mobile mobile
        ? propose(visitor, new Contact.Mobile(mobile.e164()), origin)
        : new ContactProposal.Unusable(phone.words());
  }

  /** Sends a code to a new e-mail address if it is valid and the change was begun. */
  @Transactional
  public ContactProposal propose(Visitor visitor, Email email, Origin origin) {
    return email instanceof Email.Address address
        ? propose(visitor, new Contact.Mailbox(address.value()), origin)
        : new ContactProposal.Unusable(email.words());
  }

  private ContactProposal propose(Visitor visitor, Contact contact, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || !store.isBegun(visitor.signIn(), Change.of(contact))) {
      return new ContactProposal.NotBegun();
    }
    HeldAccount held = open.get().held();
    SignIn session = open.get().session();
    if (contact.value().equals(NewContact.present(held.account(), contact))) {
      return new ContactProposal.Unusable(Messages.text("settings.contact.same"));
    }
    if (numbers.refuses(contact, held, session, origin)) {
      return new ContactProposal.Unusable(Messages.text("settings.contact.shared-too-often"));
    }
    ChallengeResult challengeResult = checks.send(held, session, contact, origin);
    return switch (challengeResult) {
      case ChallengeResult.Issued _ -> note(session, contact);
      case ChallengeResult.JustSent _ -> noteUnsent(held, session, contact);
      case ChallengeResult.NotBefore _ -> new ContactProposal.NotSent(challengeResult);
      case ChallengeResult.Exhausted _ -> new ContactProposal.NotSent(challengeResult);
      case ChallengeResult.NotLinked _ -> new ContactProposal.NotSent(challengeResult);
    };
  }

  /**
   * Handles a contact entered before the next code may be sent. A corrected contact is stored, and
   * its page says when the code can be sent; for the same contact the code sent before stays valid.
   */
  private ContactProposal noteUnsent(HeldAccount held, SignIn session, Contact contact) {
    boolean same =
        proposed.proposed(session.id(), Change.of(contact)).filter(contact::equals).isPresent();
    if (!same) {
      checks.voidSent(held, session, contact.purpose());
    }
    return note(session, contact);
  }

  private ContactProposal note(SignIn session, Contact contact) {
    return proposed.propose(session.id(), contact)
        ? new ContactProposal.CodeNext()
        : new ContactProposal.NotBegun();
  }

  /** The contact that is being verified, as shown to its owner; empty if there is none. */
  String proposed(Visitor visitor, Change change) {
    return proposed.proposed(visitor.signIn(), change).map(Contact::shown).orElse("");
  }

  /** Cancels a change that was begun; codes sent for it are no longer accepted. */
  @Transactional
  public void cancel(Visitor visitor, Change change) {
    sessions.holdToEnd(visitor).ifPresent(held -> store.drop(held, visitor.signIn(), change));
  }

  /** Verifies the code and, if it is accepted, sets the account's contact. */
  @Transactional
  public ContactProof prove(Visitor visitor, Change change, String typed, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Contact> contact = proposed.proposed(visitor.signIn(), change);
    if (open.isEmpty() || contact.isEmpty()) {
      return new ContactProof.NotBegun();
    }
    HeldAccount held = open.get().held();
    SignIn session = open.get().session();
    return switch (checks.judge(held, session, contact.get(), typed, origin)) {
      case Verdict.Accepted _ -> accept(open.get(), contact.get(), origin);
      case Verdict.StillOpen refused -> new ContactProof.NotProven(refused);
      case Verdict.TriesUsedUp _ -> {
        store.drop(held, session.id(), change);
        yield new ContactProof.TriesUsedUp();
      }
      case Verdict.Locked _ -> new ContactProof.NotBegun();
      case Verdict.Complete _ -> new ContactProof.NotBegun();
      case Verdict.Over _ -> new ContactProof.NotBegun();
    };
  }

  private ContactProof accept(HeldForChange.Open open, Contact contact, Origin origin) {
    HeldAccount held = open.held();
    SignIn session = open.session();
    if (numbers.refuses(contact, held, session, origin)) {
      return new ContactProof.CannotBeSet(Messages.text("settings.contact.shared-too-often"));
    }
    Change change = Change.of(contact);
    Set<String> lost = store.lost(session.id(), change);
    if (!lost.isEmpty() && delayed.isFull(held.id())) {
      return new ContactProof.CannotBeSet(DelayedChanges.limitReached());
    }
    if (!store.finish(open, change)) {
      return new ContactProof.NotBegun();
    }
    if (!lost.isEmpty()) {
      delayed.put(held, session, change, contact.value(), contact.masked(), lost, origin);
      return new ContactProof.Waits();
    }
    newContact.set(held, session, contact, origin);
    return new ContactProof.Proven(NewContact.present(held.account(), contact) == null);
  }

  /**
   * Sends another code to the contact that is being verified.
   *
   * @param asCall whether it is spoken in a call
   */
  @Transactional
  public ContactProposal again(Visitor visitor, Change change, boolean asCall, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Contact> contact = proposed.proposed(visitor.signIn(), change);
    if (open.isEmpty() || contact.isEmpty()) {
      return new ContactProposal.NotBegun();
    }
    HeldForChange.Open held = open.get();
    ChallengeResult challengeResult =
        asCall
            ? checks.call(held.held(), held.session(), contact.get(), origin)
            : checks.send(held.held(), held.session(), contact.get(), origin);
    return challengeResult instanceof ChallengeResult.Issued
        ? new ContactProposal.CodeNext()
        : new ContactProposal.NotSent(challengeResult);
  }

  /** The open prompt as its page shows it; empty if no contact is being verified. */
  Optional<Prompt> question(Visitor visitor, Change change) {
    return proposed
        .proposed(visitor.signIn(), change)
        .flatMap(
            contact ->
                signIns.find(visitor.signIn()).flatMap(session -> checks.prompt(session, contact)));
  }
}
