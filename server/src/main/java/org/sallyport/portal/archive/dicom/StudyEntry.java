package org.sallyport.portal.archive.dicom;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;

/**
 * A study from the archive's response.
 *
 * @param date null if missing or malformed, as are the time and the birth date
 * @param attributes the whole response item
 */
public record StudyEntry(
    StudyUid uid,
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
    List<Physician> physicians,
    PatientNumber patientNumber,
    DicomObject attributes) {

  /** Attributes to request in addition to those every archive returns (PS3.18 table 10.6.3-3). */
  public static final List<String> REQUESTED_TAGS =
      List.of(
          Tag.MODALITIES_IN_STUDY,
          Tag.INSTITUTION_NAME,
          Tag.REFERRING_PHYSICIAN_IDENTIFICATION,
          Tag.CONSULTING_PHYSICIAN_NAME,
          Tag.CONSULTING_PHYSICIAN_IDENTIFICATION,
          Tag.STUDY_DESCRIPTION,
          Tag.ISSUER_OF_PATIENT_ID,
          Tag.PATIENT_BIRTH_DATE,
          Tag.PATIENT_SEX,
          Tag.SERIES_IN_STUDY,
          Tag.INSTANCES_IN_STUDY,
          Tag.REQUESTING_PHYSICIAN_IDENTIFICATION,
          Tag.REQUESTING_PHYSICIAN,
          Tag.REQUEST_ATTRIBUTES,
          Tag.NAMES_OF_INTENDED_RECIPIENTS,
          Tag.INTENDED_RECIPIENTS_IDENTIFICATION);

  /** Empty if the item names no study. */
  public static Optional<StudyEntry> of(DicomObject answer) {
    return StudyUid.parse(answer.text(Tag.STUDY_INSTANCE_UID)).map(uid -> of(uid, answer));
  }

  private static StudyEntry of(StudyUid uid, DicomObject answer) {
    return new StudyEntry(
        uid,
        DicomDateTimes.date(answer.text(Tag.STUDY_DATE)),
        DicomDateTimes.time(answer.text(Tag.STUDY_TIME)),
        answer.person(Tag.PATIENT_NAME),
        answer.text(Tag.PATIENT_ID),
        DicomDateTimes.date(answer.text(Tag.PATIENT_BIRTH_DATE)),
        answer.text(Tag.PATIENT_SEX),
        answer.text(Tag.STUDY_DESCRIPTION),
        answer.text(Tag.ACCESSION_NUMBER),
        answer.text(Tag.INSTITUTION_NAME),
        answer.texts(Tag.MODALITIES_IN_STUDY),
        answer.count(Tag.SERIES_IN_STUDY),
        answer.count(Tag.INSTANCES_IN_STUDY),
        Physician.of(answer),
        answer.patientNumber(),
        answer);
  }

  /** The same study, naming nobody. */
  public StudyEntry withNobody() {
    return with(NamedByObject.nobody(true));
  }

  /** The same study, with the physicians and the patient named by one of its objects. */
  public StudyEntry with(NamedByObject named) {
    return new StudyEntry(
        uid,
        date,
        time,
        patient,
        patientId,
        born,
        sex,
        description,
        accessionNumber,
        institution,
        modalities,
        series,
        instances,
        named.physicians(),
        named.patient(),
        attributes);
  }
}
