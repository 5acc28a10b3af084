package org.sallyport.gate.accountrecovery;

import org.sallyport.gate.account.password.NewPassword;

/** The result of setting a password by a link. */
sealed interface PasswordSet {

  /** The password is set; nobody is signed in. */
  record Changed() implements PasswordSet {}

  /** The password is rejected; the link is still valid. */
  record AgainstRules(NewPassword why) implements PasswordSet {}

  /** The link was used, replaced, expired, voided or never created. */
  record LinkVoid() implements PasswordSet {}
}
