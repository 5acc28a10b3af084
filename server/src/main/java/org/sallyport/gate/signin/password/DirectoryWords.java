package org.sallyport.gate.signin.password;

import org.sallyport.gate.directory.DirectoryAnswer;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.platform.messages.Messages;

/** What the sign-in page says of the answer of a directory. */
public final class DirectoryWords {
  private DirectoryWords() {}

  /** Why the directory does not let a person in. */
  public static String of(BindAnswer answer) {
    String key =
        switch (answer) {
          case LOCKED -> "signin.directory.locked";
          case DISABLED, INACTIVE -> "signin.directory.disabled";
          case ACCOUNT_EXPIRED -> "signin.directory.expired";
          case NOT_NOW -> "signin.directory.not-now";
          case NOT_HERE -> "signin.directory.not-here";
          case RIGHT, WRONG, EXPIRED, MUST_CHANGE, NONE -> "signin.password.wrong";
        };
    return Messages.text(key);
  }

  /** Why somebody with the right password has no account. */
  public static String of(DirectoryAnswer.Why why) {
    String key =
        switch (why) {
          case NO_ROLE, NOT_CREATED -> "signin.directory.no-account";
          case NAME_TAKEN, NOT_VALID -> "signin.directory.not-linked";
        };
    return Messages.text(key);
  }

  /** That the password could not be checked. */
  static String away() {
    return Messages.text("signin.directory.away");
  }
}
