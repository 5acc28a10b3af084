package org.sallyport.portal.studies.publish.document;

import java.util.List;

/** A coded concept (PS3.3 section 8). */
record Code(String value, String scheme, String meaning) {
  private static final int CODE_VALUE = 0x00080100;
  private static final int SCHEME = 0x00080102;
  private static final int MEANING = 0x00080104;

  static Code dicom(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  static Code snomed(String value, String meaning) {
    return new Code(value, "SCT", meaning);
  }

  static Code unit(String value, String meaning) {
    return new Code(value, "UCUM", meaning);
  }

  /** The only item of a code sequence. */
  List<DataSet> items() {
    return List.of(
        new DataSet()
            .put(CODE_VALUE, "SH", value)
            .put(SCHEME, "SH", scheme)
            .put(MEANING, "LO", meaning));
  }
}
