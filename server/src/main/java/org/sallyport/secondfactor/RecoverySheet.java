package org.sallyport.secondfactor;

import java.util.List;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** Codes on paper that open the second door when nothing else does, each once. */
public interface RecoverySheet {

  /**
   * Makes a new sheet; the one before is void. A page of the session can show it for some minutes.
   * The account's row must be held.
   */
  void make(Account held, SignInId session);

  /** The codes of the sheet that was made in a session some minutes ago at most; else empty. */
  List<String> shown(SignInId session);

  /** How many codes of the sheet are left; 0 if there is none. */
  int left(AccountId account);
}
