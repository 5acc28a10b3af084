package org.sallyport.platform.backup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGINT and SIGTERM interrupt the thread that created this, and waits until it has removed
 * what is unfinished. After SIGKILL, the next backup or restore into the same folder removes it.
 */
final class Interruption implements AutoCloseable {
  private static final int SECONDS = 60;

  private final CountDownLatch removed = new CountDownLatch(1);
  private final Thread hook;

  Interruption() {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> interrupt(worker), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      removed.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    removed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs already.
    }
  }
}
