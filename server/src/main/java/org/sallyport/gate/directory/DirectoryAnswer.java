package org.sallyport.gate.directory;

import java.time.Instant;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.directory.ldap.BindAnswer;

/** What a sign-in with a password of a directory comes to. */
public sealed interface DirectoryAnswer {

  /**
   * The password is right.
   *
   * @param mustChange whether it must be changed before anything else
   */
  record Right(Account account, boolean mustChange) implements DirectoryAnswer {}

  /** Wrong, or nobody has the name. */
  record Wrong() implements DirectoryAnswer {}

  /** Not passed on, because of too many wrong ones before. */
  record Throttled(Instant until) implements DirectoryAnswer {}

  /**
   * The directory does not let the person in. Strangers must not learn it.
   *
   * @param answer why
   */
  record Refused(BindAnswer answer) implements DirectoryAnswer {}

  /**
   * The password is right, and the person has no account here and gets none.
   *
   * @param why in one word for metrics and the log
   */
  record NoAccount(Why why) implements DirectoryAnswer {}

  /** No server of the directory answers. */
  record Away(String directory) implements DirectoryAnswer {}

  /** Why somebody has no account. */
  enum Why {
    /** In none of the groups that have a role. */
    NO_ROLE,
    /** Accounts are not made at the sign-in. */
    NOT_CREATED,
    /** An account that has nothing to do with the directory has the name. */
    NAME_TAKEN,
    /** What the directory says makes no valid account. */
    NOT_VALID
  }
}
