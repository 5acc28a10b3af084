package org.sallyport.delivery;

/**
 * In which order the messages of a channel are handed over, the most urgent first (rule 49). Nobody
 * can cause many messages of the first two kinds: codes and notices are limited by account, address
 * and installation. An import of accounts causes thousands of the others.
 */
public enum Priority {
  /** A one-time code: somebody waits for it in front of a page. */
  CODE,
  /** A notice about the security of an account, or a link that its owner asked for. */
  SECURITY,
  /** A link without which its receiver can do nothing: of an activation, of a share. */
  INVITATION,
  OTHER;

  /** Its number in the database; the most urgent is 1. */
  public int stored() {
    return ordinal() + 1;
  }

  public static Priority ofStored(int stored) {
    return values()[stored - 1];
  }

  /**
   * Whether messages of another priority are handed over before those of this one, or with them.
   */
  public boolean includes(Priority other) {
    return other.compareTo(this) <= 0;
  }
}
