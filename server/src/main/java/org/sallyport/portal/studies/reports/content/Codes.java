package org.sallyport.portal.studies.reports.content;

import java.util.List;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.studies.reports.ReportText;

/** Coded entries (PS3.3 section 8.8) as text. */
final class Codes {
  private static final String UCUM = "UCUM";

  private Codes() {}

  /** The meaning of the code, or the code itself if it has none; empty if there is no code. */
  static String meaning(DicomObject item, String sequence) {
    List<DicomObject> codes = item.items(sequence);
    if (codes.isEmpty()) {
      return "";
    }
    String meaning = ReportText.clean(codes.getFirst().text(SrTag.CODE_MEANING));
    return meaning.isEmpty() ? ReportText.clean(codes.getFirst().text(SrTag.CODE_VALUE)) : meaning;
  }

  /**
   * A unit of measurement: the code itself if it is one of UCUM, for example "mm"; empty for "1",
   * which means none; else, and for what UCUM puts in braces, its meaning.
   */
  static String unit(DicomObject value, String sequence) {
    List<DicomObject> codes = value.items(sequence);
    if (codes.isEmpty()) {
      return "";
    }
    String code = ReportText.clean(codes.getFirst().text(SrTag.CODE_VALUE));
    boolean ucum = codes.getFirst().text(SrTag.CODING_SCHEME).equals(UCUM);
    if (code.equals("1")) {
      return "";
    }
    return ucum && !code.isEmpty() && !code.startsWith("{") ? code : meaning(value, sequence);
  }
}
