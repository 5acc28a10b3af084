package org.sallyport.secondfactor;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * Verifies that a mobile number or e-mail address belongs to the person, by a code sent to it. A
 * check has five tries of its own and does not affect the account's counter (rule 12).
 */
public interface ContactChecks {

  /**
   * Sends a code to the contact; returns {@link ChallengeResult.Exhausted} also while the tries of
   * earlier checks in this session are used up. The caller must hold the lock on the account's row.
   */
  ChallengeResult send(Account held, SignIn signIn, Contact contact, Origin origin);

  /**
   * Verifies the code, which is valid only for the contact it was sent to. The caller must hold the
   * lock on the account's row.
   */
  Verdict judge(Account held, SignIn signIn, Contact contact, String typed, Origin origin);

  /**
   * Invalidates the codes sent to a contact that was replaced by another. The caller must hold the
   * lock on the account's row.
   */
  void voidSent(SignIn signIn, Purpose purpose);

  /** The prompt of the check; empty if no code is pending. */
  Optional<Prompt> asked(SignIn signIn, Contact contact);
}
