package org.sallyport.gate.notifications;

import org.sallyport.platform.ids.AccountId;

/** A mail that its receiver may turn on and off. Whoever sends it provides the bean. */
public interface OptionalMail {
  boolean wanted(AccountId account);

  /** Mails about what happens from now on. */
  void want(AccountId account);

  void stop(AccountId account);
}
