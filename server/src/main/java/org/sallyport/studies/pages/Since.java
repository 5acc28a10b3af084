package org.sallyport.studies.pages;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The date filter of the list. */
enum Since {
  ANY("", "Any time"),
  TODAY("today", "Today"),
  WEEK("7d", "Last 7 days"),
  MONTH("30d", "Last 30 days"),
  YEAR("12m", "Last 12 months");

  private final String value;
  private final String words;

  Since(String value, String words) {
    this.value = value;
    this.words = words;
  }

  /** Unknown values mean any time. */
  static Since of(String value) {
    return Arrays.stream(values()).filter(it -> it.value.equals(value)).findFirst().orElse(ANY);
  }

  String value() {
    return value;
  }

  String words() {
    return words;
  }

  /** Whether a study with that date, or with none, matches. */
  boolean holds(@Nullable LocalDate date, LocalDate today) {
    return this == ANY || (date != null && !date.isBefore(first(today)));
  }

  private LocalDate first(LocalDate today) {
    return switch (this) {
      case ANY -> LocalDate.MIN;
      case TODAY -> today;
      case WEEK -> today.minusDays(7);
      case MONTH -> today.minusDays(30);
      case YEAR -> today.minusMonths(12);
    };
  }
}
