package org.sallyport.gate.secondfactor.written;

import java.util.List;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/** Single-use recovery codes on paper, a second factor for when no other is available. */
public interface RecoverySheet {

  /** Whether codes of sheets are accepted in this installation; otherwise none should be made. */
  boolean isAllowed();

  /**
   * Creates a new sheet and invalidates the previous one. Pages of the session can show it for some
   * minutes.
   */
  void make(HeldAccount held, SignInId session);

  /** The codes of the sheet created in this session within the last minutes; else empty. */
  List<String> shown(SignInId session);

  /** The number of unused codes; 0 if there is no sheet. */
  int left(AccountId account);

  /** Voids the sheet. Locks the account's row. */
  void withdraw(AccountId account);
}
