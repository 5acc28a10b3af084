package org.sallyport.portal.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.list.ListedStudy;

/**
 * A row of the list, as text.
 *
 * @param images URL of the viewer
 * @param about sex and birth date
 * @param size how many series and images; empty if that is not known or must not be
 * @param hasReport whether the study has a report or another document that the reader may read
 * @param day null if the study has no date; so is its machine-readable form
 * @param time null if it is not known
 */
public record StudyRow(
    String uid,
    String href,
    String images,
    boolean isNew,
    String patient,
    String about,
    String patientId,
    String description,
    String size,
    boolean hasReport,
    List<String> modalities,
    @Nullable String day,
    @Nullable String iso,
    @Nullable String time,
    String institution,
    AccessReasonView why) {

  /** A row of the list, with a link to the study's page. */
  public static StudyRow of(
      ListedStudy study, List<AccessReason> reasons, ZoneId zone, LocalDate today) {
    return of(study, reasons, zone, today, "/studies/");
  }

  /** A row of a study that somebody may see, with a link below a root. */
  public static StudyRow of(StudyAccess studyAccess, ZoneId zone, LocalDate today, String root) {
    return of(ListedStudy.of(studyAccess), studyAccess.reasons(), zone, today, root);
  }

  /**
   * A row with a link below a root.
   *
   * @param reasons why the reader may see the study, the widest first
   * @param root for example "/studies/"
   */
  static StudyRow of(
      ListedStudy study, List<AccessReason> reasons, ZoneId zone, LocalDate today, String root) {
    return new StudyRow(
        study.uid().value(),
        root + study.uid(),
        StudyView.images(root, study.uid()),
        study.isNew(),
        Words.text(study.patient().shown(), Messages.text("studies.entry.patient-unknown")),
        Words.patient(study.sex(), study.born()),
        Words.text(study.patientId(), ""),
        Words.text(study.description(), Messages.text("studies.list.no-description")),
        Words.size(study),
        study.hasReport(),
        study.modalities().stream().map(Modalities::word).distinct().toList(),
        study.date() == null ? null : Words.near(study.date(), today),
        study.date() == null ? null : Words.iso(study.date(), study.time()),
        study.time() == null ? null : Words.minute(study.time()),
        Words.text(study.institution(), ""),
        AccessReasonView.of(reasons.getFirst(), zone, today));
  }
}
