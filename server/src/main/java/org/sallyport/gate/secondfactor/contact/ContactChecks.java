package org.sallyport.gate.secondfactor.contact;

import java.util.Optional;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;

/**
 * Verifies that a mobile number or e-mail address belongs to the person, by a code sent to it. A
 * check has five tries of its own and does not affect the account's counter (rule 12).
 */
public interface ContactChecks {

  /**
   * Sends a code to the contact; returns {@link ChallengeResult.Exhausted} also while the tries of
   * earlier checks in this session are used up.
   */
  ChallengeResult send(HeldAccount held, SignIn signIn, Contact contact, Origin origin);

  /** The same by a call in which the code is spoken, if the contact is a number that is called. */
  ChallengeResult call(HeldAccount held, SignIn signIn, Contact contact, Origin origin);

  /** Verifies the code, which is valid only for the contact it was sent to. */
  Verdict judge(HeldAccount held, SignIn signIn, Contact contact, String typed, Origin origin);

  /** Invalidates the codes sent to a contact that was replaced by another. */
  void voidSent(HeldAccount held, SignIn signIn, Purpose purpose);

  /** The prompt of the check; empty if no code is pending. */
  Optional<Prompt> prompt(SignIn signIn, Contact contact);
}
