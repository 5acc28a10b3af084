package org.sallyport.secondfactor.otp;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.CodeEvent;
import org.sallyport.secondfactor.Asked;
import org.sallyport.secondfactor.Challenge;
import org.sallyport.secondfactor.Comparison;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.signin.SignIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proves that a mobile number or an e-mail address is the person's, by a code sent to it. It has
 * five tries of its own and never touches the account's counter (RULES 12).
 */
@Component
public class ContactChecks {
  private final OneTimeCodes codes;
  private final SentQuestions questions;
  private final AuditLog audit;

  ContactChecks(OneTimeCodes codes, SentQuestions questions, AuditLog audit) {
    this.codes = codes;
    this.questions = questions;
    this.audit = audit;
  }

  /** Sends a code to the contact that is to be proven. The account's row must be held. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Challenge send(Account held, SignIn signIn, Destination contact, Origin origin) {
    return codes.send(held, signIn, purpose(contact), contact, origin);
  }

  /** Judges the code. The account's row must be held. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict judge(
      Account held, SignIn signIn, Destination contact, String typed, Origin origin) {
    Purpose purpose = purpose(contact);
    Optional<String> code = SixDigits.read(typed);
    if (code.isEmpty()) {
      return new Verdict.Malformed();
    }
    if (!codes.countTry(signIn, purpose)) {
      return new Verdict.TriesUsedUp();
    }
    Comparison comparison = codes.compare(signIn, purpose, contact, code.get());
    if (comparison instanceof Comparison.Right right) {
      audit.record(
          new CodeEvent.Accepted(held.id(), signIn.id(), purpose.key(), right.tag()), origin);
      return new Verdict.Accepted(purpose.key());
    }
    audit.record(new CodeEvent.Refused(held.id(), signIn.id(), purpose.key(), "wrong"), origin);
    int left = codes.triesLeft(signIn, purpose);
    return left == 0 ? new Verdict.TriesUsedUp() : new Verdict.Refused(comparison, left);
  }

  /** The check as its page shows it. */
  public Optional<Asked> asked(SignIn signIn, Purpose purpose) {
    return questions.asked(signIn, purpose);
  }

  private static Purpose purpose(Destination contact) {
    return switch (contact.channel()) {
      case SMS -> Purpose.PHONE;
      case EMAIL -> Purpose.EMAIL;
    };
  }
}
