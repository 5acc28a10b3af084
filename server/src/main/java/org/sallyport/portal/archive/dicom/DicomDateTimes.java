package org.sallyport.portal.archive.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses dates (DA) and times (TM) of DICOM PS3.5 section 6.2, including their retired forms. */
public final class DicomDateTimes {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Pattern TIME = Pattern.compile("[0-9]{2}(?:[0-9]{2}){0,2}");

  private DicomDateTimes() {}

  static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text.replace(".", ""), DAY);
    } catch (DateTimeException e) {
      return null;
    }
  }

  public static String text(LocalDate date) {
    return DAY.format(date);
  }

  /** To the second; fractions are dropped. */
  static @Nullable LocalTime time(String text) {
    String digits = text.replace(":", "").replaceAll("\\..*", "");
    if (!TIME.matcher(digits).matches()) {
      return null;
    }
    String full = (digits + "0000").substring(0, 6);
    try {
      return LocalTime.parse(full, DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
