package org.sallyport.portal.studies.reports.content;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.portal.studies.pages.Words;
import org.sallyport.portal.studies.reports.ReportText;

/** Dates and times of reports (DA, TM and DT of PS3.5 section 6.2) as text. */
public final class Moment {
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(?:\\d{2}(?:\\.\\d{1,6})?)?)?([+-]\\d{4})?");
  private static final Pattern TIME = Pattern.compile("(\\d{2}):?(\\d{2}).*");

  private Moment() {}

  /** For example "13 Feb 2001, 18:47"; the text itself if it is not a date. */
  public static String words(String text) {
    Matcher matcher = DATE_TIME.matcher(text);
    if (!matcher.matches()) {
      return ReportText.clean(text);
    }
    try {
      return words(matcher);
    } catch (DateTimeException e) {
      return ReportText.clean(text);
    }
  }

  private static String words(MatchResult matched) {
    String day = Words.day(LocalDate.of(part(matched, 1), part(matched, 2), part(matched, 3)));
    String time = matched.group(4) == null ? "" : ", " + matched.group(4) + ":" + matched.group(5);
    String zone = matched.group(6) == null ? "" : " (" + matched.group(6) + ")";
    return day + time + zone;
  }

  /** For example "18:47"; the text itself if it is not a time. */
  public static String time(String text) {
    Matcher matcher = TIME.matcher(text);
    return matcher.matches() ? matcher.group(1) + ":" + matcher.group(2) : ReportText.clean(text);
  }

  private static int part(MatchResult matched, int group) {
    return Integer.parseInt(matched.group(group));
  }
}
