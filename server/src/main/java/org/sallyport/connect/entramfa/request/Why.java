package org.sallyport.connect.entramfa.request;

import java.util.Locale;

/** Why the factor of a person is not asked for, or does not count. */
enum Why {
  /** The person has no account here. */
  NOT_LINKED,
  DISABLED,
  LOCKED,
  /** The account has no method that proves that the person has something. */
  NO_METHOD,
  /** The method that was used proves nothing of what was asked for. */
  METHOD,
  /** The attempt has ended without it. */
  NOT_GIVEN;

  /** In keys of messages. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
