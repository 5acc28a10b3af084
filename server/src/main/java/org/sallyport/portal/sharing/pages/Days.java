package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats days and moments. */
final class Days {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  private Days() {}

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }
}
