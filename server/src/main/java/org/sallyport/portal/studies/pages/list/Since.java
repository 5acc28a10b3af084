package org.sallyport.portal.studies.pages.list;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;

/** The date filter of the list. */
enum Since {
  ANY(""),
  TODAY("today"),
  WEEK("7d"),
  MONTH("30d"),
  YEAR("12m");

  private final String value;

  Since(String value) {
    this.value = value;
  }

  /** Unknown values mean any time. */
  static Since of(String value) {
    return Arrays.stream(values()).filter(it -> it.value.equals(value)).findFirst().orElse(ANY);
  }

  String value() {
    return value;
  }

  /** As an option of the filter, for example "Last 7 days". */
  String words() {
    return Messages.text("studies.list.since." + key());
  }

  /** As a part of a sentence, for example "last 7 days"; there is none for any time. */
  String within() {
    return Messages.text("studies.list.within." + key());
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first day; null for any time. */
  @Nullable LocalDate first(LocalDate today) {
    return switch (this) {
      case ANY -> null;
      case TODAY -> today;
      case WEEK -> today.minusDays(7);
      case MONTH -> today.minusDays(30);
      case YEAR -> today.minusMonths(12);
    };
  }
}
