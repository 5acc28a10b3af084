package org.sallyport.staff.admin.obstacles;

/** The one action that a page offers beside an obstacle; other advice is given as text. */
public enum Remedy {
  /** No action: somebody else has to act, or the obstacle ends without one. */
  NONE,
  /** Unlocking, which also ends waits after wrong codes and paused requests. */
  UNLOCK,
  /** Mailing an activation link. */
  INVITE,
  /** Asking for a reset of the second factor. */
  RESET
}
