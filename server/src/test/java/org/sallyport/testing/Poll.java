package org.sallyport.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for asynchronous conditions by polling, without occupying the processor. */
public final class Poll {
  private static final long BETWEEN_MILLIS = 10;

  private Poll() {}

  /** Whether the condition became true before the timeout. */
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
