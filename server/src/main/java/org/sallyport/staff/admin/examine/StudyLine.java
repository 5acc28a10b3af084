package org.sallyport.staff.admin.examine;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.examination.ExaminedStudy;

/**
 * A study as text, without anything of its patient.
 *
 * @param what date, modalities and institution
 * @param accessionNumber empty if it has none
 */
public record StudyLine(String uid, String what, String accessionNumber) {
  private static final DateFormats DAY = DateFormats.of("common.format.date");

  static StudyLine of(ExaminedStudy study) {
    List<String> parts = new ArrayList<>();
    parts.add(
        study.date() == null ? Messages.text("staff.access.no-date") : DAY.format(study.date()));
    if (!study.modalities().isEmpty()) {
      parts.add(String.join(" ", study.modalities()));
    }
    if (!study.institution().isEmpty()) {
      parts.add(study.institution());
    }
    return new StudyLine(study.uid().value(), Messages.listed(parts), study.accessionNumber());
  }
}
