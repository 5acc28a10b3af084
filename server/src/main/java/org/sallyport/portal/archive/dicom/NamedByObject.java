package org.sallyport.portal.archive.dicom;

import java.util.List;
import java.util.stream.Stream;
import org.sallyport.platform.ids.PatientNumber;

/**
 * Whom one object of a study names, whatever a search of studies returns.
 *
 * @param isWhole false if a part of it is too large to be read, so that it confirms nothing
 */
public record NamedByObject(List<Physician> physicians, PatientNumber patient, boolean isWhole) {

  /** The attributes that it is read from, in ascending order. */
  public static final List<String> TAGS =
      Stream.of(
              Tag.REFERRING_PHYSICIAN_NAME,
              Tag.REFERRING_PHYSICIAN_IDENTIFICATION,
              Tag.CONSULTING_PHYSICIAN_NAME,
              Tag.CONSULTING_PHYSICIAN_IDENTIFICATION,
              Tag.PATIENT_ID,
              Tag.ISSUER_OF_PATIENT_ID,
              Tag.REQUESTING_PHYSICIAN_IDENTIFICATION,
              Tag.REQUESTING_PHYSICIAN,
              Tag.REQUEST_ATTRIBUTES,
              Tag.NAMES_OF_INTENDED_RECIPIENTS,
              Tag.INTENDED_RECIPIENTS_IDENTIFICATION)
          .sorted()
          .toList();

  /** What a whole object names. */
  public static NamedByObject of(DicomObject object) {
    return new NamedByObject(Physician.of(object), object.patientNumber(), true);
  }

  /** Nobody. */
  public static NamedByObject nobody(boolean isWhole) {
    return new NamedByObject(List.of(), new PatientNumber("", ""), isWhole);
  }
}
