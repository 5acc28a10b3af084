package org.sallyport.secondfactor;

import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;

/**
 * A factor that can open both doors by itself, without a password: something the person has, that
 * has checked who holds it.
 */
public interface PasswordlessFactor extends SecondFactor {

  /** What the sign-in page offers, for example "Sign in with a passkey". */
  String invitation();

  /**
   * A challenge for a stranger. Nothing is kept of it here.
   *
   * @param options for the browser, as JSON
   * @param state what the browser brings back with the answer, in a cookie
   */
  record Question(String options, String state) {
    @Override
    public String toString() {
      return "Question";
    }
  }

  Question ask();

  /** Whose answer it says it is. Nothing is proven by that. */
  Optional<AccountId> whose(String answer);

  /**
   * Compares an answer to {@link #ask} and spends it if it holds; a statement's row count decides.
   * The account's row must be held.
   *
   * @param state as the browser brought it
   */
  MatchResult compareWhole(Account held, String state, String answer);
}
