package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.sallyport.platform.messages.DateFormats;

/** Formats days and moments. */
final class Days {
  private static final DateFormats DAY = DateFormats.of("common.format.date");
  private static final DateFormats MOMENT = DateFormats.of("common.format.date-clock");

  private Days() {}

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }
}
