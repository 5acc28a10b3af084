package org.sallyport.portal.studies.pages;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.list.ListedStudy;

/** Formats values from the archive for pages. */
public final class Words {
  private static final DateFormats DAY = DateFormats.of("common.format.date");
  private static final DateFormats DAY_OF_THIS_YEAR = DateFormats.of("common.format.day");
  private static final DateFormats MOMENT = DateFormats.of("common.format.date-time");
  private static final DateFormats MINUTE = DateFormats.of("common.format.time");
  private static final int MAX_LENGTH = 120;

  /** Control characters and bidirectional formatting characters. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]+");

  private Words() {}

  /** The text, cleaned and cut to a length that fits a page; the alternative if nothing is left. */
  public static String text(String text, String instead) {
    String clean = INVISIBLE.matcher(text).replaceAll(" ").strip();
    if (clean.isEmpty()) {
      return instead;
    }
    if (clean.codePointCount(0, clean.length()) <= MAX_LENGTH) {
      return clean;
    }
    return clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }

  public static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** "Today", "Yesterday", or the date. */
  static String near(LocalDate date, LocalDate today) {
    if (date.equals(today)) {
      return Messages.text("studies.entry.today");
    }
    return date.equals(today.minusDays(1)) ? Messages.text("studies.entry.yesterday") : day(date);
  }

  static String end(LocalDate date, LocalDate today) {
    return date.getYear() == today.getYear() ? DAY_OF_THIS_YEAR.format(date) : day(date);
  }

  /**
   * The end of a period, for example "24 Dec 2026, 14:30 CET". One that ends at midnight ends with
   * the day before: "24 Dec 2026".
   */
  public static String end(ZonedDateTime end) {
    return end.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? day(end.toLocalDate().minusDays(1))
        : MOMENT.format(end);
  }

  /** The beginning of a period, for example "24 Dec 2026, 14:30 CET"; a day if it is midnight. */
  public static String beginning(ZonedDateTime from) {
    return from.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? day(from.toLocalDate())
        : MOMENT.format(from);
  }

  public static String minute(LocalTime time) {
    return MINUTE.format(time);
  }

  /** The machine-readable form (HTML, time element), with the time if it is known. */
  public static String iso(LocalDate date, @Nullable LocalTime time) {
    return time == null ? date.toString() : date + "T" + time.withNano(0);
  }

  public static String patient(StudyEntry study) {
    return patient(study.sex(), study.born());
  }

  /** For example "F, born 14 Mar 1958". */
  public static String patient(String sex, @Nullable LocalDate born) {
    List<String> parts = new ArrayList<>();
    if (!sex.isEmpty()) {
      parts.add(sex(sex));
    }
    if (born != null) {
      parts.add(Messages.text("studies.entry.born", day(born)));
    }
    return Messages.listed(parts);
  }

  /** A sex of DICOM for people; a value that is not of the standard stays as it is. */
  private static String sex(String value) {
    return switch (value) {
      case "F", "M", "O" -> Messages.text("studies.entry.sex." + value);
      default -> text(value, "");
    };
  }

  /** For example "68 years"; empty if the birth date is unknown or in the future. */
  public static String age(StudyEntry study, LocalDate today) {
    if (study.born() == null || study.born().isAfter(today)) {
      return "";
    }
    return Messages.text("studies.entry.age", Period.between(study.born(), today).getYears());
  }

  /**
   * For example "7 series, 1 204 images". The archive counts reports among the images of a study,
   * so that one with a report has "3 images and reports".
   */
  static String size(ListedStudy study) {
    return study.hasReport() && study.instances() > 0
        ? Messages.text(
            "studies.entry.images-and-reports",
            study.instances(),
            Counted.number(study.instances()))
        : size(study.series(), study.instances());
  }

  /** For example "7 series, 1 204 images". */
  static String size(int series, int images) {
    if (images == 0) {
      return "";
    }
    String many = Counted.number(images);
    return series > 1
        ? Messages.text(
            "studies.entry.series-and-images", series, Counted.number(series), images, many)
        : Messages.text("studies.entry.images", images, many);
  }
}
