package org.sallyport.platform.ratelimit;

import java.time.Instant;
import java.util.List;

/** The result of taking from limits. */
public sealed interface Decision {

  /**
   * All demands were met.
   *
   * @param used how many are used now, in the order of the demands
   */
  record Met(List<Integer> used) implements Decision {}

  /**
   * One demand could not be met, so nothing was taken.
   *
   * @param limit its name
   * @param until when its window ends
   */
  record UsedUp(String limit, Instant until) implements Decision {}
}
