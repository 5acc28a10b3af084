package org.sallyport.signin;

import java.time.Instant;
import org.sallyport.session.IssuedToken;
import org.sallyport.trustedbrowser.Trust;

/** What came of a name and a password. */
sealed interface PasswordResult {

  /** Wrong, unknown or disabled: which of them is nobody's to know (rule 33). */
  record Refused() implements PasswordResult {}

  /** Not looked at, since too many before it were wrong (rule 18). */
  record Throttled(Instant until) implements PasswordResult {}

  /** Not looked at, since too many are waiting (rule 37). */
  record Busy() implements PasswordResult {}

  /**
   * The first door is open.
   *
   * @param next the page of the second, or the one that says that the account is locked
   */
  record HalfWay(IssuedToken opened, Trust trust, String next) implements PasswordResult {}

  /**
   * Both doors are open: a remembered browser stood in for the second factor, or none is asked of
   * this account.
   */
  record Through(IssuedToken opened, Trust trust, String landing) implements PasswordResult {}
}
