package org.sallyport.secondfactor;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;

/**
 * One-time codes from a letter or an admin, for who can link a first device by nothing else (rule
 * 27).
 */
public interface ActivationLetter {

  /**
   * Makes a code, which voids the one before. The account's row must be held.
   *
   * @param by who makes it, as the audit log names them
   */
  Result make(Account held, String by, Origin origin);

  /** Until when the account's code counts; empty if there is none that does. */
  Optional<Instant> validUntil(AccountId account);

  /** What came of it. */
  sealed interface Result {

    /**
     * A code, which is kept nowhere.
     *
     * @param code as it is printed
     */
    record Made(String code, Instant until) implements Result {
      @Override
      public String toString() {
        return "Made[" + until + "]";
      }
    }

    /**
     * The account has a factor, so that no code can stand beside it.
     *
     * @param factor its name
     */
    record HasWay(String factor) implements Result {}

    record Disabled() implements Result {}
  }
}
