package org.sallyport.portal.studies.index;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of study dates.
 *
 * @param from first day; null for no lower bound
 * @param to last day; null for no upper bound
 */
record StudyDateRange(@Nullable LocalDate from, @Nullable LocalDate to) {
  private static final int RECENT_DAYS = 30;
  private static final int MONTHS = 24;
  private static final int OLDEST_YEAR = 1990;

  /** The studies that may still change: those of the last month and with future dates. */
  static StudyDateRange recent(LocalDate today) {
    return new StudyDateRange(today.minusDays(RECENT_DAYS), null);
  }

  /**
   * The whole archive, newest first, in ranges of limited size: months, then years, then everything
   * older, and finally all studies once more, because those without a date are in no range.
   */
  static List<StudyDateRange> all(LocalDate today) {
    List<StudyDateRange> ranges = new ArrayList<>(List.of(recent(today)));
    YearMonth month = YearMonth.from(today);
    for (int i = 0; i < MONTHS || month.getMonthValue() != 12; i++) {
      ranges.add(new StudyDateRange(month.atDay(1), month.atEndOfMonth()));
      month = month.minusMonths(1);
    }
    for (int year = month.getYear(); year >= OLDEST_YEAR; year--) {
      ranges.add(new StudyDateRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
    }
    ranges.add(new StudyDateRange(null, LocalDate.of(OLDEST_YEAR - 1, 12, 31)));
    ranges.add(new StudyDateRange(null, null));
    return ranges;
  }

  boolean isEverything() {
    return from == null && to == null;
  }
}
