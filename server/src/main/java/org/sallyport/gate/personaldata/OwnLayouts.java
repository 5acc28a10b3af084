package org.sallyport.gate.personaldata;

import org.sallyport.platform.ids.AccountId;

/** How the owner of an account arranged images. The module that keeps it provides the bean. */
public interface OwnLayouts {

  /** For how many kinds of studies. */
  int saved(AccountId account);

  void deleteAll(AccountId account);
}
