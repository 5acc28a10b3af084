package org.sallyport.portal.archive.dicom;

/**
 * The number of a patient: Patient ID (0010,0020) with Issuer of Patient ID (0010,0021). Patient
 * IDs are unique only within their issuer.
 *
 * @param issuer empty if the archive names none; so is the number
 */
public record PatientNumber(String issuer, String number) {

  static PatientNumber of(DicomObject study) {
    return new PatientNumber(study.text(Tag.ISSUER_OF_PATIENT_ID), study.text(Tag.PATIENT_ID));
  }

  /** The same number, of this issuer if the archive names none. */
  public PatientNumber orIssuer(String issuer) {
    return this.issuer.isEmpty() ? new PatientNumber(issuer, number) : this;
  }

  /** Whether both parts are known; a number without its issuer identifies nobody. */
  public boolean isComplete() {
    return !issuer.isEmpty() && !number.isEmpty();
  }
}
