package org.sallyport.secondfactor.contact;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.HeldAccount;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.session.SignIn;

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

  /** Verifies the code, which is valid only for the contact it was sent to. */
  Verdict judge(HeldAccount held, SignIn signIn, Contact contact, String typed, Origin origin);

  /** Invalidates the codes sent to a contact that was replaced by another. */
  void voidSent(HeldAccount held, SignIn signIn, Purpose purpose);

  /** The prompt of the check; empty if no code is pending. */
  Optional<Prompt> prompt(SignIn signIn, Contact contact);
}
