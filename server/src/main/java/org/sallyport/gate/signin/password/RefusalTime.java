package org.sallyport.gate.signin.password;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets refusals take the same time whether a directory knows the name or not (rule 33). A directory
 * that counts the wrong passwords of its people takes longer for them than for a name that nobody
 * has, and how much longer is not ours to know. A refusal is therefore sent at the next full
 * quarter of a second after the password arrived, which a directory seldom needs for one bind.
 */
final class RefusalTime {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final long begun = System.nanoTime();

  /** Waits until a refusal may be sent. An interrupted request does not wait. */
  void await() {
    long taken = System.nanoTime() - begun;
    long end = begun + (taken / STEP_NANOS + 1) * STEP_NANOS;
    long left = end - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }
}
