package org.sallyport.accountrecovery;

import org.sallyport.account.password.NewPassword;

/** What came of setting a password by a link. */
sealed interface PasswordSet {

  /** It is set; nobody is signed in by that. */
  record Done() implements PasswordSet {}

  /** The password cannot be taken; the link still holds. */
  record Refused(NewPassword why) implements PasswordSet {}

  /** Used, replaced, out of time, or never made. */
  record LinkVoid() implements PasswordSet {}
}
