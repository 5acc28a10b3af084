package org.sallyport.gate.delivery;

import java.util.Arrays;

/**
 * In which order the messages of a channel are handed over, the most urgent first (rule 49). Nobody
 * can cause many messages of the first two kinds: codes and notices are limited by account, address
 * and installation. An import of accounts causes thousands of the others.
 */
public enum Priority {
  /** A one-time code: somebody waits for it in front of a page. */
  CODE(1),
  /** A notice about the security of an account, or a link that its owner asked for. */
  SECURITY(2),
  /** A link without which its receiver can do nothing: of an activation, of a share. */
  INVITATION(3),
  OTHER(4);

  private final int stored;

  Priority(int stored) {
    this.stored = stored;
  }

  /** Its number in the database; the most urgent is 1. */
  public int stored() {
    return stored;
  }

  public static Priority ofStored(int stored) {
    return Arrays.stream(values())
        .filter(priority -> priority.stored == stored)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no priority: " + stored));
  }

  /**
   * Whether messages of another priority are handed over before those of this one, or with them.
   */
  public boolean includes(Priority other) {
    return other.compareTo(this) <= 0;
  }
}
