package org.sallyport.platform.ratelimit;

import java.util.Locale;

/**
 * A share of a limit. The full limit applies to each share separately, so that none uses up
 * another.
 */
public enum Quota {
  /** What strangers can trigger, with or without the password. */
  ANYONE,
  /** What an account requests in a browser from which it signed in before (rule 9). */
  KNOWN_BROWSER,
  /** Checks of a contact that an account wants to add, which may be somebody else's. */
  NEW_CONTACT,
  /** What a share sends to the address or number that the sharer typed: its link and its codes. */
  SHARED_LINK,
  /** Notices to the owner of an account. */
  OWNER_NOTICE,
  /** Notices to admins. */
  ADMIN_NOTICE;

  /** Its name in rows and metrics. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
