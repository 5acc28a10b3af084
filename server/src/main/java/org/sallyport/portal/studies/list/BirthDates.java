package org.sallyport.portal.studies.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.index.Folding;

/**
 * Finds dates in what a person typed: 1958-03-14, 19580314, 14/03/1958, 14.3.58, 14 March 1958,
 * March 14, 1958. Where day and month may be exchanged, both dates are meant.
 */
public final class BirthDates {
  private static final Pattern DATE =
      Pattern.compile(
          """
          (?<![\\p{L}\\p{N}])(?:\
          (?<y1>\\d{4})(?<s1>[-/.])(?<m1>\\d{1,2})\\k<s1>(?<d1>\\d{1,2})\
          |(?<y2>\\d{4})(?<m2>\\d{2})(?<d2>\\d{2})\
          |(?<a>\\d{1,2})(?<s3>[-/.])(?<b>\\d{1,2})\\k<s3>(?<y3>\\d{4}|\\d{2})\
          |(?<d4>\\d{1,2})(?:st|nd|rd|th|er)?[-. ]{1,2}(?:de )?(?<m4>\\p{L}{3,12})[-., ]{1,2}(?:de )?(?<y4>\\d{4}|\\d{2})\
          |(?<m5>\\p{L}{3,12})\\.? (?<d5>\\d{1,2})(?:st|nd|rd|th)?,? (?<y5>\\d{4})\
          )(?![-/.]?[\\p{L}\\p{N}])\
          """);
  private static final List<String> LANGUAGES =
      List.of("en", "nl", "fr", "de", "es", "it", "pt", "pl", "ar");

  /** Polish names a month otherwise within a date. */
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE);

  private static final Map<String, Integer> MONTHS = months();

  private BirthDates() {}

  /**
   * The day that a whole text means, the day before the month; empty if it is no date, or its year
   * is not certain.
   */
  public static Optional<LocalDate> whole(String typed, LocalDate today) {
    String folded = Folding.fold(typed).strip();
    List<LocalDate> days =
        in(folded, today).stream()
            .filter(found -> found.from() == 0 && found.to() == folded.length())
            .flatMap(found -> found.dates().stream())
            .toList();
    boolean certain = days.stream().map(LocalDate::getYear).distinct().count() == 1;
    return certain ? Optional.of(days.getFirst()) : Optional.empty();
  }

  /** A date at a place of the text, with all the days that it may mean. */
  record Found(int from, int to, String text, List<LocalDate> dates) {}

  /**
   * All dates in a text, in its order.
   *
   * @param folded by {@link Folding#fold}
   * @param today two digits of a year mean a day that is not later
   */
  static List<Found> in(String folded, LocalDate today) {
    List<Found> found = new ArrayList<>();
    Matcher match = DATE.matcher(folded);
    while (match.find()) {
      List<LocalDate> dates = dates(match, today);
      if (!dates.isEmpty()) {
        found.add(new Found(match.start(), match.end(), match.group(), dates));
      }
    }
    return found;
  }

  private static List<LocalDate> dates(Matcher match, LocalDate today) {
    if (match.group("y1") != null) {
      return days(match.group("y1"), match.group("m1"), match.group("d1"), today);
    }
    if (match.group("y2") != null) {
      return days(match.group("y2"), match.group("m2"), match.group("d2"), today);
    }
    if (match.group("y3") != null) {
      return dayAndMonth(match, today);
    }
    return withNameOfMonth(match, today);
  }

  private static List<LocalDate> withNameOfMonth(Matcher match, LocalDate today) {
    boolean dayFirst = match.group("y4") != null;
    @Nullable Integer month = MONTHS.get(match.group(dayFirst ? "m4" : "m5"));
    return month == null
        ? List.of()
        : days(
            match.group(dayFirst ? "y4" : "y5"),
            month.toString(),
            match.group(dayFirst ? "d4" : "d5"),
            today);
  }

  /** Day first; with a slash or hyphen the month may also be first. */
  private static List<LocalDate> dayAndMonth(Matcher match, LocalDate today) {
    String year = match.group("y3");
    List<LocalDate> days = new ArrayList<>(days(year, match.group("b"), match.group("a"), today));
    if (!match.group("s3").equals(".")) {
      days.addAll(days(year, match.group("a"), match.group("b"), today));
    }
    return days.stream().distinct().toList();
  }

  /** The day; with two digits of the year that of this century and of the last. */
  private static List<LocalDate> days(String year, String month, String day, LocalDate today) {
    int number = Integer.parseInt(year);
    if (year.length() > 2) {
      return day(number, month, day).stream().toList();
    }
    int century = today.getYear() / 100 * 100;
    List<LocalDate> days = new ArrayList<>();
    day(century + number, month, day).filter(it -> !it.isAfter(today)).ifPresent(days::add);
    day(century - 100 + number, month, day).ifPresent(days::add);
    return List.copyOf(days);
  }

  private static Optional<LocalDate> day(int year, String month, String day) {
    try {
      return Optional.of(LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (String language : LANGUAGES) {
      for (Month month : Month.values()) {
        for (TextStyle style : STYLES) {
          String name = month.getDisplayName(style, Locale.of(language));
          months.putIfAbsent(Folding.fold(name).replace(".", ""), month.getValue());
        }
      }
    }
    return months;
  }
}
