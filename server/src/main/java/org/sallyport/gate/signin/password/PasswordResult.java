package org.sallyport.gate.signin.password;

import java.time.Instant;
import org.sallyport.gate.directory.DirectoryAnswer;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.trustedbrowser.Trust;

/** The result of the password step. */
public sealed interface PasswordResult {

  /**
   * Wrong password, unknown account or disabled account; the response does not tell which (rule
   * 33).
   */
  record BadCredentials() implements PasswordResult {}

  /** Not verified, because of too many failures before (rule 18). */
  record Throttled(Instant until) implements PasswordResult {}

  /** Not verified, because the queue for password hashing is full (rule 37). */
  record Busy() implements PasswordResult {}

  /** Not verified, because no server of the directory answers. */
  record DirectoryAway() implements PasswordResult {}

  /** The directory does not let the person in; only for a browser that is known to the account. */
  record RefusedByDirectory(BindAnswer answer) implements PasswordResult {}

  /** The password of a directory is valid, and its owner has no account here. */
  record NoAccount(DirectoryAnswer.Why why) implements PasswordResult {}

  /**
   * The password is valid.
   *
   * @param next the second-factor page, or the page that says that the account is locked
   */
  record NeedsFactor(IssuedToken opened, Trust trust, String next) implements Begun {}

  /**
   * The session is open: a remembered browser replaced the second factor, or the account needs
   * none.
   */
  record SignedIn(IssuedToken opened, Trust trust, String landing) implements Begun {}

  /** The first factor is accepted. */
  sealed interface Begun extends PasswordResult {
    IssuedToken opened();

    Trust trust();
  }
}
