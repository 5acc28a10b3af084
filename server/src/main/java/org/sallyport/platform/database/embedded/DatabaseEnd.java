package org.sallyport.platform.database.embedded;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when its embedded database has ended, so that whatever runs it starts both
 * again: without its database a server can only refuse requests, and only a new start recovers the
 * data. What was committed is in the database's log, and messages under way are taken up by the
 * next start.
 */
public final class DatabaseEnd {
  /** As after a failed start with a cause that passes (sysexits.h: EX_TEMPFAIL). */
  static final int EXIT_CODE = 75;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseEnd.class);

  /** How long an orderly stop may take: without a database nobody is served in the meantime. */
  private static final int STOP_SECONDS = 5;

  private DatabaseEnd() {}

  /**
   * Watches the database.
   *
   * @param first runs before the process ends
   */
  static void watch(EmbeddedDatabase database, Runnable first) {
    database.onUnexpectedEnd(
        code -> {
          LOG.error(
              "the embedded database has ended (exit code {}): this server ends, to be started again",
              code);
          Thread.ofPlatform().daemon().name("database-end").start(DatabaseEnd::haltInTime);
          first.run();
          System.exit(EXIT_CODE);
        });
  }

  /** Requests under way and the stop of modules may wait for the database that is gone. */
  private static void haltInTime() {
    try {
      TimeUnit.SECONDS.sleep(STOP_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
