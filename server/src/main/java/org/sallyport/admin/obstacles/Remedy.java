package org.sallyport.admin.obstacles;

/** The one thing that a page offers beside an obstacle. Whatever else helps is said in words. */
public enum Remedy {
  /** Nothing to press: somebody else acts, or it passes. */
  NONE,
  /** Unlocking, which also ends waits after wrong codes and paused requests. */
  UNLOCK,
  /** Mailing an activation link. */
  INVITE,
  /** Asking for a reset of the second factor. */
  RESET
}
