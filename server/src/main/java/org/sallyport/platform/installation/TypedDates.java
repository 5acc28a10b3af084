package org.sallyport.platform.installation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Parses dates and times of forms and addresses. {@code java.time} accepts years of nine digits,
 * which PostgreSQL cannot hold and which cannot be counted in milliseconds; only the years that a
 * form can show are accepted here.
 */
public final class TypedDates {
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_YEAR = 9999;

  private TypedDates() {}

  /** A day, such as 2026-11-29; empty if it is none. */
  public static Optional<LocalDate> day(String typed) {
    return day(typed, DateTimeFormatter.ISO_LOCAL_DATE);
  }

  /** A day in that format; empty if it is none. */
  public static Optional<LocalDate> day(String typed, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDate.parse(typed, format)).filter(TypedDates::isPossible);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A day and a time without a zone, such as 2026-11-29T08:30; empty if it is none. */
  public static Optional<LocalDateTime> time(String typed) {
    try {
      return Optional.of(LocalDateTime.parse(typed)).filter(it -> isPossible(it.toLocalDate()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A moment in UTC, such as 2026-11-29T08:30:00Z; empty if it is none. */
  public static Optional<Instant> instant(String typed) {
    try {
      return Optional.of(Instant.parse(typed))
          .filter(it -> isPossible(it.atOffset(ZoneOffset.UTC).toLocalDate()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isPossible(LocalDate day) {
    return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
  }
}
