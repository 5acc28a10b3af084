package org.sallyport.ratelimit;

import java.time.Instant;
import java.util.List;

/** What came of demands. */
public sealed interface Decision {

  /**
   * All were met.
   *
   * @param used how many are used now, in the order of the demands
   */
  record Met(List<Integer> used) implements Decision {}

  /**
   * One could not be met, so none was.
   *
   * @param limit its name
   * @param until when its window is over
   */
  record UsedUp(String limit, Instant until) implements Decision {}
}
