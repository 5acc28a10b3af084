package org.sallyport.platform.memory;

import java.time.Duration;

/**
 * The part of the {@link MemoryBudget} that one reader holds, until it is closed. It belongs to one
 * thread at a time.
 */
public final class HeldMemory implements AutoCloseable {
  private final MemoryBudget budget;
  private long large;
  private Duration wait;
  private boolean closed;

  HeldMemory(MemoryBudget budget) {
    this.budget = budget;
    this.wait = budget.maxWait();
  }

  /**
   * Makes sure that this many bytes are held.
   *
   * @return false if that is more than one reader may hold
   * @throws MemoryBusy if too much else is being read; all waiting of one reader together takes a
   *     few seconds
   */
  public boolean holds(long bytes) {
    if (bytes <= MemoryBudget.SMALL + large) {
      return true;
    }
    if (bytes > most()) {
      return false;
    }
    long wanted =
        Math.min(budget.mostOfOne(), Math.max(bytes, 2 * Math.max(large, MemoryBudget.STEP)));
    long rounded = roundedUp(wanted);
    wait = budget.acquireLarge(rounded - large, wait);
    large = rounded;
    return true;
  }

  /** The most that can be held, in bytes. */
  public long most() {
    return MemoryBudget.SMALL + budget.mostOfOne();
  }

  /** Returns what is held beyond this many bytes. */
  public void keep(long bytes) {
    long kept = Math.min(large, roundedUp(Math.max(0, bytes - MemoryBudget.SMALL)));
    budget.releaseLarge(large - kept);
    large = kept;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      keep(0);
      budget.end();
    }
  }

  /** In steps, so that what is kept and what is returned add up. */
  private static long roundedUp(long bytes) {
    return (bytes + MemoryBudget.STEP - 1) / MemoryBudget.STEP * MemoryBudget.STEP;
  }
}
