package org.sallyport.portal.studies.list;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.platform.ids.StudyUid;

/**
 * A place in the list: that of a study, whether or not it is still there. It is part of addresses,
 * so it contains nothing of the patient.
 *
 * @param performed {@link LocalDateTime#MIN} if the study has no date
 */
public record StudyPosition(LocalDateTime performed, StudyUid study) {
  private static final Pattern TEXT =
      Pattern.compile("(-|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})_([0-9.]{1,64})");
  private static final String NO_DATE = "-";

  /** Empty if the text is no position. */
  public static Optional<StudyPosition> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime performed = time(parts.group(1));
      return StudyUid.parse(parts.group(2)).map(study -> new StudyPosition(performed, study));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  public String text() {
    String time = performed.equals(LocalDateTime.MIN) ? NO_DATE : performed.withNano(0).toString();
    return (time.length() == "2026-11-20T09:51".length() ? time + ":00" : time) + "_" + study;
  }

  private static LocalDateTime time(String text) {
    return text.equals(NO_DATE) ? LocalDateTime.MIN : LocalDateTime.parse(text);
  }
}
