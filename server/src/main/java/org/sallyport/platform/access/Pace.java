package org.sallyport.portal.studies.retrieval;

import java.time.Clock;
import java.time.Duration;

/**
 * How quickly a client reads an answer. Only the time in which the server waits for the client
 * counts, so a slow archive ends nothing. Each byte may take its time; what is beyond adds up, and
 * what was read more quickly makes up for it, but gives no credit.
 */
final class Pace {
  private static final long NOT_WRITING = -1;
  private static final long MILLIS = 1000;

  private final Clock clock;
  private final long grace;
  private final long slowest;
  private volatile long writingSince = NOT_WRITING;
  private volatile long allowed;
  private volatile long late;

  /**
   * That of an answer which begins.
   *
   * @param grace how far a client may fall behind
   * @param slowest bytes a second
   */
  Pace(Clock clock, Duration grace, long slowest) {
    this.clock = clock;
    this.grace = grace.toMillis();
    this.slowest = slowest;
  }

  void begins(int bytes) {
    allowed = bytes * MILLIS / slowest;
    writingSince = clock.millis();
  }

  /** Only the thread that writes calls this, and what is above. */
  void ends() {
    late = Math.max(0, lateness());
    writingSince = NOT_WRITING;
  }

  /** Whether the client reads quickly enough; may be called by another thread. */
  boolean suffices() {
    return lateness() <= grace;
  }

  private long lateness() {
    long since = writingSince;
    return since == NOT_WRITING ? late : late + clock.millis() - since - allowed;
  }
}
