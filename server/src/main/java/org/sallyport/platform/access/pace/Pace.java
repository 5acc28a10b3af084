package org.sallyport.platform.access.pace;

import java.time.Clock;
import java.time.Duration;

/**
 * How quickly a client reads an answer. Only the time in which the server waits for the client
 * counts, so a slow archive ends nothing. Each byte may take its time; what is beyond adds up, and
 * what was read more quickly makes up for it, but gives no credit.
 */
public final class Pace {
  /**
   * An export of 100 MB then takes its place for an hour at most; a line of 256 kbit/s suffices.
   */
  private static final long SLOWEST_EXPORT = 32 * 1024;

  /** A line that was lost for a moment recovers within this time. */
  private static final Duration EXPORT_GRACE = Duration.ofSeconds(30);

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
  public Pace(Clock clock, Duration grace, long slowest) {
    this.clock = clock;
    this.grace = grace.toMillis();
    this.slowest = slowest;
  }

  /** That of an export, which has one of the few places of {@link ExportPlaces}. */
  public static Pace ofExport(Clock clock) {
    return new Pace(clock, EXPORT_GRACE, SLOWEST_EXPORT);
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
  public boolean suffices() {
    return lateness() <= grace;
  }

  private long lateness() {
    long since = writingSince;
    return since == NOT_WRITING ? late : late + clock.millis() - since - allowed;
  }
}
