package org.sallyport.gate.lockout;

import java.time.Duration;

/** Exponentially increasing waits. */
final class Waits {
  private static final int MAX_SHIFT = 30;

  private Waits() {}

  /** The first wait, doubled the given number of times, at most the longest. */
  static Duration rising(Duration first, int doublings, Duration longest) {
    Duration wait = first.multipliedBy(1L << Math.clamp(doublings, 0, MAX_SHIFT));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
