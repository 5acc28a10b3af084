package org.sallyport.ratelimit;

import java.util.Locale;

/** Each share of a limit has the whole number of its own, so that none uses up another. */
public enum Share {
  /** What a stranger can cause, knowing a password or not. */
  ANYONE,
  /** What an account asks for in a browser in which it signed in before (rule 9). */
  KNOWN_BROWSER,
  /** What the installation tells the owner of an account. */
  OWNER_NOTICE,
  /** What the installation tells its admins. */
  ADMIN_NOTICE;

  /** As rows and metrics name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
