package org.sallyport.platform.installation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.sallyport.platform.messages.Messages;

/** Formats durations for pages and messages, in the largest unit that fits exactly. */
public final class DurationText {
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES);

  private static final int MAX_SECONDS = 90;
  private static final int MAX_MINUTES = 120;

  private DurationText() {}

  /** For example "30 days", "1 day", "90 minutes"; fractions of a second are dropped. */
  public static String words(Duration span) {
    for (ChronoUnit unit : UNITS) {
      long seconds = unit.getDuration().toSeconds();
      if (span.toSeconds() >= seconds && span.toSeconds() % seconds == 0) {
        return words(span.toSeconds() / seconds, unit);
      }
    }
    return words(span.toSeconds(), ChronoUnit.SECONDS);
  }

  /**
   * A waiting time, rounded up: "1 second", "12 seconds", "2 minutes", "3 hours".
   *
   * @param seconds at least one
   */
  public static String toWait(long seconds) {
    if (seconds <= MAX_SECONDS) {
      return words(seconds, ChronoUnit.SECONDS);
    }
    long minutes = Math.ceilDiv(seconds, 60);
    return minutes <= MAX_MINUTES
        ? words(minutes, ChronoUnit.MINUTES)
        : words(Math.ceilDiv(minutes, 60), ChronoUnit.HOURS);
  }

  private static String words(long number, ChronoUnit unit) {
    return Messages.text("common." + unit.toString().toLowerCase(Locale.ROOT), number);
  }
}
