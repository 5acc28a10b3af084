package org.sallyport.gate.secondfactor.written;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;

/**
 * Issues activation codes, handed out by letter or by an admin, for accounts that have no other
 * means of enrolling a first device (rule 27).
 */
public interface ActivationLetter {

  /**
   * Issues a code and invalidates the previous one.
   *
   * @param by who issues it, as named in the audit log
   * @param reason for the audit log; null if none was asked for
   */
  Result make(HeldAccount held, String by, @Nullable String reason, Origin origin);

  /** The same without a reason. */
  default Result make(HeldAccount held, String by, Origin origin) {
    return make(held, by, null, origin);
  }

  /** Why no code would be issued for the account now; empty if one would be. */
  Optional<Result> refusal(Account account);

  /**
   * Voids the account's valid code before it is used.
   *
   * @return false if there is none
   */
  boolean cancel(HeldAccount held, String by, String reason, Origin origin);

  /** Returns when the account's valid code expires; empty if there is none. */
  Optional<Instant> validUntil(AccountId account);

  /** Voids the account's code. Locks the account's row. */
  void withdraw(AccountId account);

  /** The result of issuing a code. */
  sealed interface Result {

    /**
     * A new code. Its plain text is not stored.
     *
     * @param code as printed
     */
    record Made(String code, Instant until) implements Result {
      @Override
      public String toString() {
        return "Made[" + until + "]";
      }
    }

    /**
     * Refused because the account already has a factor.
     *
     * @param factor its name
     */
    record HasWay(String factor) implements Result {}

    /**
     * Refused because an admin changed or removed a contact of the account a short time ago.
     *
     * @param until when a code can be issued
     */
    record ContactChanged(Instant until) implements Result {}

    record Disabled() implements Result {}
  }
}
