package org.sallyport.platform.access;

/** What a role may do to accounts other than its own. */
public enum Rights {
  /** Nothing. */
  NONE,
  /** Finding an account, explaining what keeps its owner out, unlocking, starting a reset. */
  HELP_DESK,
  /** All of that, and all other administration. */
  ADMINISTRATION;

  /** Whether the help desk's pages are open to it. */
  public boolean helps() {
    return switch (this) {
      case NONE -> false;
      case HELP_DESK, ADMINISTRATION -> true;
    };
  }

  /** Whether all administration pages are open to it. */
  public boolean administers() {
    return this == ADMINISTRATION;
  }

  /** Whether an account with it can have access to studies; the help desk needs none. */
  public boolean readsStudies() {
    return this != HELP_DESK;
  }

  /** Whether it covers everything that the other one does. */
  public boolean cover(Rights other) {
    return compareTo(other) >= 0;
  }
}
