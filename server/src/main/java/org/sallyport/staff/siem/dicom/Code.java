package org.sallyport.staff.siem.dicom;

/**
 * A coded value of DICOM or RFC 3881.
 *
 * @param value the code
 * @param system the coding scheme, "DCM" or "RFC-3881"
 * @param meaning in words
 */
record Code(String value, String system, String meaning) {
  static final Code STUDY = dicom("110180", "Study Instance UID");
  static final Code SOURCE = dicom("110153", "Source Role ID");
  static final Code DESTINATION = dicom("110154", "Destination Media");
  static final Code SOP_CLASS = dicom("110181", "SOP Class UID");
  static final Code PATIENT = new Code("2", "RFC-3881", "Patient Number");
  static final Code USER = new Code("11", "RFC-3881", "User Identifier");
  static final Code ADDRESS = new Code("12", "RFC-3881", "URI");

  /** A code of PS3.16, CID 400 to 405. */
  static Code dicom(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }
}
