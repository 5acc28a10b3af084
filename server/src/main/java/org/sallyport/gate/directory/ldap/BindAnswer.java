package org.sallyport.gate.directory.ldap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a directory answers to a person's password. */
public enum BindAnswer {
  RIGHT(true),
  WRONG(false),
  /** Right, but too old: it must be changed before anything else. */
  EXPIRED(true),
  /** Right, but the directory's admins want it to be changed. */
  MUST_CHANGE(true),
  DISABLED(true),
  ACCOUNT_EXPIRED(true),
  /** Right, but not at this hour. */
  NOT_NOW(true),
  /** Right, but not from this machine. */
  NOT_HERE(true),
  /** Locked after wrong passwords; says nothing of this one. */
  LOCKED(false),
  /** Disabled, which is said to any password. */
  INACTIVE(false),
  /** No answer: the password was not checked, or nobody knows. */
  NONE(false);

  private final boolean provesPassword;

  BindAnswer(boolean provesPassword) {
    this.provesPassword = provesPassword;
  }

  /** Whether only the right password gets this answer. */
  public boolean provesPassword() {
    return provesPassword;
  }

  /** Whether the person may go on, if need be by changing the password. */
  public boolean admits() {
    return this == RIGHT || mustChange();
  }

  public boolean mustChange() {
    return this == EXPIRED || this == MUST_CHANGE;
  }

  /**
   * The meaning of the hexadecimal number behind "data" in a diagnostic message of Active Directory
   * (Windows system error codes 1311, 1326 to 1331, 1793, 1907, 1909).
   */
  static Optional<BindAnswer> ofActiveDirectory(@Nullable String data) {
    return data == null
        ? Optional.empty()
        : switch (data) {
          case "530" -> Optional.of(NOT_NOW);
          case "531" -> Optional.of(NOT_HERE);
          case "532" -> Optional.of(EXPIRED);
          case "533" -> Optional.of(DISABLED);
          case "701" -> Optional.of(ACCOUNT_EXPIRED);
          case "773" -> Optional.of(MUST_CHANGE);
          case "775" -> Optional.of(LOCKED);
          // ERROR_NO_LOGON_SERVERS: the server that was asked could not find out.
          case "51f" -> Optional.of(NONE);
          default -> Optional.of(WRONG);
        };
  }
}
