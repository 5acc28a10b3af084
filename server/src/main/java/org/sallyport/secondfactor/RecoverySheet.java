package org.sallyport.secondfactor;

import java.util.List;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;

/** Codes on paper that open the second door when nothing else does, each once. */
public interface RecoverySheet {

  /**
   * Makes a new sheet; the one before counts no more. The account's row must be held.
   *
   * @return the codes, to be shown this once and never again
   */
  List<String> make(Account held);

  /** How many codes of the sheet are left; 0 if there is none. */
  int left(AccountId account);
}
