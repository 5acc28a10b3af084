package org.sallyport.platform.access.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for. None includes another. */
public enum KeyScope {
  /** Listing and reading accounts. */
  ACCOUNTS_READ,

  /** Making, changing, inviting, disabling and enabling accounts. */
  ACCOUNTS_WRITE,

  /** Unlocking accounts. */
  ACCOUNTS_UNLOCK,

  /** Asking for resets of second factors. */
  ACCOUNTS_RESET,

  /** Listing practices and departments, and their members. */
  GROUPS_READ,

  /** Adding, confirming and removing members. */
  GROUPS_WRITE,

  /** Listing shares. */
  SHARES_READ,

  /** Ending shares. */
  SHARES_END,

  /** Reading the audit log. */
  AUDIT_READ,

  /** Making, changing and disabling users, and members of groups, by SCIM. */
  SCIM,

  /** Questions of network devices, by RADIUS. */
  RADIUS;

  /** The authority of a call with a key of this scope. */
  public String authority() {
    return "KEY_" + name();
  }

  /** Its name in forms, answers and rows, for example "accounts:read". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** The scope of that name; empty if there is none. */
  public static Optional<KeyScope> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
