package org.sallyport.gate.secondfactor.otp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.secondfactor.contact.ContactChecks;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Verifies contacts by one-time codes. */
@Component
@RequiredArgsConstructor
class ContactCodes implements ContactChecks {
  private final OneTimeCodes codes;
  private final SentCodes sentCodes;
  private final SentCodePrompts prompts;
  private final RouteStates routes;
  private final DomainEvents events;

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public ChallengeResult send(HeldAccount held, SignIn signIn, Contact contact, Origin origin) {
    return send(held, signIn, contact, Destination.of(contact), origin);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public ChallengeResult call(HeldAccount held, SignIn signIn, Contact contact, Origin origin) {
    return contact instanceof Contact.Mobile mobile && routes.reach(Channel.VOICE, mobile.value())
        ? send(held, signIn, contact, Destination.call(mobile.value()), origin)
        : new ChallengeResult.NotLinked();
  }

  private ChallengeResult send(
      HeldAccount held, SignIn signIn, Contact contact, Destination to, Origin origin) {
    return sentCodes.triesLeft(signIn, contact.purpose()) == 0
        ? new ChallengeResult.Exhausted()
        : codes.send(new FactorContext(held, signIn, contact.purpose(), origin), to);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict judge(
      HeldAccount held, SignIn signIn, Contact contact, String typed, Origin origin) {
    Purpose purpose = contact.purpose();
    Optional<String> code = sentCodes.read(typed);
    if (code.isEmpty()) {
      return new Verdict.Malformed();
    }
    if (!sentCodes.countTry(held, signIn, purpose)) {
      return new Verdict.TriesUsedUp();
    }
    Destination to = Destination.of(contact);
    FactorContext context = new FactorContext(held, signIn, purpose, origin);
    MatchResult matchResult = codes.compare(context, to.channel(), to, code.get());
    if (matchResult instanceof MatchResult.SentCode right) {
      events.publish(
          new CodeEvent.Accepted(held.id(), signIn.id(), purpose.key(), right.tag()), origin);
      return new Verdict.Accepted(purpose.key());
    }
    events.publish(new CodeEvent.Refused(held.id(), signIn.id(), purpose.key(), "wrong"), origin);
    int left = sentCodes.triesLeft(signIn, purpose);
    return left == 0 ? new Verdict.TriesUsedUp() : new Verdict.Mismatch(matchResult, left);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidSent(HeldAccount held, SignIn signIn, Purpose purpose) {
    codes.voidAll(held, signIn, purpose);
  }

  @Override
  public Optional<Prompt> prompt(SignIn signIn, Contact contact) {
    return prompts.prompt(signIn, contact);
  }
}
