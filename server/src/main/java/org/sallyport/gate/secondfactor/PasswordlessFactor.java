package org.sallyport.gate.secondfactor;

import java.util.Optional;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;

/** A factor that replaces both password and second factor: a device that also verifies its user. */
public interface PasswordlessFactor extends SecondFactor {

  /** Label on the sign-in page, for example "Sign in with a passkey". */
  String invitation();

  /**
   * A challenge for an unauthenticated browser. The server stores nothing of it.
   *
   * @param options for the browser, as JSON
   * @param state what the browser returns with the answer, in a cookie
   */
  record Question(String options, String state) {
    @Override
    public String toString() {
      return "Question";
    }
  }

  Question ask();

  /** The account that the answer claims to be from. This is not proven. */
  Optional<AccountId> whose(String answer);

  /**
   * Compares an answer to {@link #ask} and consumes it if it is valid, decided by the row count of
   * one statement.
   *
   * @param state as returned by the browser
   */
  MatchResult comparePasswordless(HeldAccount held, String state, String answer);
}
