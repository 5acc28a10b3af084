package org.sallyport.gate.secondfactor.enrollment;

import java.util.List;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;

/**
 * A factor that requires enrollment first, such as an app or a passkey. A password alone never
 * enrolls anything: the caller has verified another factor (rules 27, 28).
 */
public interface EnrollableFactor extends SecondFactor {

  /** The name of the linked thing on pages, for example "authenticator app". */
  String thing();

  /** The linked devices, oldest first. */
  List<Device> devices(AccountId account);

  /** Begins an enrollment and voids any earlier unconfirmed one. */
  EnrollmentPrompt begin(HeldAccount held, SignIn session);

  /** The pending enrollment of this session; empty if there is none. */
  Optional<EnrollmentPrompt> pending(Account account, SignIn session);

  /**
   * Confirms the pending enrollment by an answer that only the new device can give. It has five
   * tries of its own, which do not affect the account's counter (rule 12).
   *
   * @param name the owner's name for the device
   */
  EnrollmentResult confirm(HeldAccount held, SignIn session, String answer, String name);

  /** Removes a device; empty if the account has none with that id. */
  Optional<Device> unlink(HeldAccount held, DeviceId device);

  /** Voids the account's pending enrollments in all sessions. */
  void voidPending(HeldAccount held);

  /** Removes all linked devices and pending enrollments of an account. */
  void removeAll(HeldAccount held);

  @Override
  default boolean linked(Account account) {
    return account.linkedMethods().contains(method());
  }
}
