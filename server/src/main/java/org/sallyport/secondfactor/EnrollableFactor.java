package org.sallyport.secondfactor;

import java.util.List;
import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.session.SignIn;

/**
 * A factor that something has to be linked for first: an app, a key. A password alone never links
 * anything: the caller has seen another factor (rules 27, 28). The account's row must be held by
 * whoever changes something.
 */
public interface EnrollableFactor extends SecondFactor {

  /** As the page calls what is linked, for example "authenticator app". */
  String thing();

  /** What is linked, the oldest first. */
  List<Device> devices(AccountId account);

  /** Begins to link something; what was begun before and not confirmed is void. */
  EnrollmentPrompt begin(Account held, SignIn session);

  /** What was begun in this session; empty if nothing was. */
  Optional<EnrollmentPrompt> pending(Account account, SignIn session);

  /**
   * Confirms what was begun, by an answer that only the new thing can give. It has five tries of
   * its own, which never touch the account's counter (rule 12).
   *
   * @param name as the owner calls it
   */
  EnrollmentResult confirm(Account held, SignIn session, String answer, String name);

  /** Removes one; empty if the account has none of that id. */
  Optional<Device> unlink(Account held, DeviceId device);

  /** Voids what waits to be linked to an account, in whatever session it was begun. */
  void voidPending(AccountId account);

  /** Removes all that is linked to an account, and what only waits to be. */
  void removeAll(AccountId account);

  @Override
  default boolean linked(Account account) {
    return account.linked().contains(method());
  }
}
