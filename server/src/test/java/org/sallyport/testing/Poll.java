package org.sallyport.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what is really asynchronous, looking again and again without taking the processor from
 * it.
 */
public final class Poll {
  private static final long BETWEEN_MILLIS = 10;

  private Poll() {}

  /** Whether it came true before the patience ended. */
  public static boolean until(Duration patience, BooleanSupplier what) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_MILLIS));
    }
    return true;
  }
}
