package org.sallyport.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.StudyEntry;
import org.sallyport.messages.Messages;
import org.sallyport.studies.StudyAccess;

/**
 * A row of the list, as text.
 *
 * @param images URL of the viewer
 * @param about sex and birth date
 * @param size how many series and images
 * @param day null if the study has no date; so is its machine-readable form
 * @param time null if it is not known
 */
public record StudyRow(
    String href,
    String images,
    boolean isNew,
    String patient,
    String about,
    String patientId,
    String description,
    String size,
    List<String> modalities,
    @Nullable String day,
    @Nullable String iso,
    @Nullable String time,
    String institution,
    AccessReasonView why) {

  static StudyRow of(StudyAccess studyAccess, ZoneId zone, LocalDate today) {
    StudyEntry study = studyAccess.study();
    return new StudyRow(
        "/studies/" + study.uid(),
        StudyView.images(study.uid()),
        studyAccess.isNew(),
        Words.text(study.patient().shown(), Messages.text("studies.entry.patient-unknown")),
        Words.patient(study),
        Words.text(study.patientId(), ""),
        Words.text(study.description(), Messages.text("studies.list.no-description")),
        Words.size(study.series(), study.instances()),
        study.modalities().stream().map(modality -> Words.text(modality, "?")).toList(),
        study.date() == null ? null : Words.near(study.date(), today),
        study.date() == null ? null : Words.iso(study.date(), study.time()),
        study.time() == null ? null : Words.minute(study.time()),
        Words.text(study.institution(), ""),
        AccessReasonView.of(studyAccess.why(), zone, today));
  }
}
