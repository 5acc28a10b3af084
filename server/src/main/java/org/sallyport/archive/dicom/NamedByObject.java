package org.sallyport.archive.dicom;

import java.util.List;

/** Whom one object of a study names, whatever a search of studies returns. */
public record NamedByObject(List<Physician> physicians, PatientNumber patient) {
  public static NamedByObject of(DicomObject object) {
    return new NamedByObject(Physician.of(object), PatientNumber.of(object));
  }
}
