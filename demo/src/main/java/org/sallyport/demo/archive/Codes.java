package org.sallyport.demo.archive;

import java.util.List;
import java.util.Map;

/** Coded words of DICOM objects. */
final class Codes {
  static final String DCM = "DCM";
  static final String SCT = "SCT";
  static final String UCUM = "UCUM";

  private Codes() {}

  /** A code sequence (PS3.3 section 8). */
  static List<Map<String, Object>> of(String scheme, String value, String meaning) {
    return List.of(
        Map.of("CodeValue", value, "CodingSchemeDesignator", scheme, "CodeMeaning", meaning));
  }
}
