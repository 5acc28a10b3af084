package org.sallyport.secondfactor;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * Proves that a mobile number or an e-mail address is the person's, by a code sent to it. A check
 * has five tries of its own and never touches the account's counter (rule 12).
 */
public interface ContactChecks {

  /**
   * Sends a code to the contact that is to be proven; {@link ChallengeResult.Exhausted} also while the
   * tries of earlier checks in this session are used up. The account's row must be held.
   */
  ChallengeResult send(Account held, SignIn signIn, Contact contact, Origin origin);

  /** Judges the code: it proves the contact it went to and no other. The row must be held. */
  Verdict judge(Account held, SignIn signIn, Contact contact, String typed, Origin origin);

  /** Voids what was sent to a contact in whose place another was given. The row must be held. */
  void voidSent(SignIn signIn, Purpose purpose);

  /** The check as its page shows it; empty if no code is open. */
  Optional<Prompt> asked(SignIn signIn, Contact contact);
}
