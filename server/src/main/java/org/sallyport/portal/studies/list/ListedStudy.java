package org.sallyport.portal.studies.list;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.PersonName;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.StudyAccess;

/**
 * A study as the index has it, as far as the account may know it.
 *
 * @param performed {@link LocalDateTime#MIN} if it has no date
 * @param date null if missing, as are the time and the birth date
 * @param modalities without those of reports if the account must not read them
 * @param series how many it has; 0 if that is not known, or if some of them may be reports that the
 *     account must not read. The same applies to instances
 * @param hasReport whether it has a report or another document that the account may read
 * @param isNew whether the account never opened it, or marked it as unread
 */
public record ListedStudy(
    StudyUid uid,
    LocalDateTime performed,
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    PersonName patient,
    String patientId,
    @Nullable LocalDate born,
    String sex,
    String description,
    String accessionNumber,
    String institution,
    List<String> modalities,
    int series,
    int instances,
    boolean hasReport,
    boolean isNew) {

  /** The same from the archive's response. */
  public static ListedStudy of(StudyAccess studyAccess) {
    StudyEntry study = studyAccess.study();
    LocalTime time = study.time() == null ? LocalTime.MIN : study.time();
    return new ListedStudy(
        study.uid(),
        study.date() == null ? LocalDateTime.MIN : study.date().atTime(time),
        study.date(),
        study.time(),
        study.patient(),
        study.patientId(),
        study.born(),
        study.sex(),
        study.description(),
        study.accessionNumber(),
        study.institution(),
        studyAccess.modalities(),
        studyAccess.withReport() ? study.series() : 0,
        studyAccess.withReport() ? study.instances() : 0,
        studyAccess.hasReport(),
        studyAccess.isNew());
  }

  public StudyPosition position() {
    return new StudyPosition(performed, uid);
  }
}
