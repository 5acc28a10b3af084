package org.sallyport.platform.background;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the same work on one thread whenever {@link #wake} is called. Calls during a run cause one
 * more run, so the work always runs after the last call.
 */
public final class CoalescingWorker {
  private static final Logger LOG = LoggerFactory.getLogger(CoalescingWorker.class);

  private final String name;
  private final Runnable work;
  private final AtomicInteger wakes = new AtomicInteger();
  private final ReentrantLock running = new ReentrantLock();

  /**
   * Creates a worker that does not run yet.
   *
   * @param name of its thread
   * @param work may throw; the failure is logged, and the next call of {@link #wake} runs it again
   */
  public CoalescingWorker(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /** Starts a run, or causes one more if one is in progress. Returns immediately. */
  public void wake() {
    if (wakes.getAndIncrement() == 0) {
      Thread.ofVirtual().name(name).start(this::runUntilAllSeen);
    }
  }

  /**
   * Runs the work on the calling thread, after a run in progress has ended. A failure is thrown,
   * not logged.
   */
  public void run() {
    running.lock();
    try {
      work.run();
    } finally {
      running.unlock();
    }
  }

  private void runUntilAllSeen() {
    int seen;
    do {
      seen = wakes.get();
      runAndLogFailure();
    } while (!wakes.compareAndSet(seen, 0));
  }

  private void runAndLogFailure() {
    try {
      run();
    } catch (RuntimeException | Error e) {
      LOG.warn("{} failed and will run again: {}", name, e.toString());
    }
  }
}
