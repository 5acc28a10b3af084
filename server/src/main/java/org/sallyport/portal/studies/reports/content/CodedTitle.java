package org.sallyport.portal.studies.reports.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.dicom.DicomObject;

/**
 * Titles of selections (CID 7010) and reports (CID 7000) in the reader's language, if their authors
 * kept the words of DICOM and LOINC; the viewer has those of selections, too (images/titles.ts).
 */
final class CodedTitle {
  /** A title: its words there, in small letters, and ours. */
  private record Known(String meaning, String key) {}

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          Map.entry("DCM 113000", new Known("of interest", "viewer.publish.title.interest")),
          Map.entry(
              "DCM 113002", new Known("for referring provider", "viewer.publish.title.referring")),
          Map.entry("DCM 113003", new Known("for surgery", "viewer.publish.title.surgery")),
          Map.entry("DCM 113004", new Known("for teaching", "viewer.publish.title.teaching")),
          Map.entry("DCM 113005", new Known("for conference", "viewer.publish.title.conference")),
          Map.entry("DCM 113006", new Known("for therapy", "viewer.publish.title.therapy")),
          Map.entry("DCM 113007", new Known("for patient", "viewer.publish.title.patient")),
          Map.entry("DCM 113008", new Known("for peer review", "viewer.publish.title.review")),
          Map.entry("DCM 113009", new Known("for research", "viewer.publish.title.research")),
          Map.entry(
              "DCM 113001", new Known("rejected for quality reasons", "viewer.title.rejected")),
          Map.entry("DCM 113010", new Known("quality issue", "viewer.title.quality")),
          Map.entry("DCM 113013", new Known("best in set", "viewer.title.best")),
          Map.entry("DCM 113020", new Known("for report attachment", "viewer.title.attachment")),
          Map.entry(
              "DCM 113037",
              new Known("rejected for patient safety reasons", "viewer.title.safety")),
          Map.entry(
              "DCM 126000", new Known("imaging measurement report", "viewer.title.measurements")),
          Map.entry("LN 11528-7", new Known("radiology report", "viewer.title.radiology")),
          Map.entry("LN 18748-4", new Known("diagnostic imaging report", "viewer.title.imaging")),
          Map.entry("LN 18747-6", new Known("ct report", "viewer.title.ct")),
          Map.entry("LN 18755-9", new Known("mri report", "viewer.title.mr")),
          Map.entry("LN 18760-9", new Known("ultrasound report", "viewer.title.ultrasound")));

  private CodedTitle() {}

  /** The title of an object; empty if it has none. */
  static String of(DicomObject object) {
    String meaning = Codes.meaning(object, SrTag.CONCEPT_NAME);
    List<DicomObject> codes = object.items(SrTag.CONCEPT_NAME);
    if (codes.isEmpty() || Language.current() == Language.ENGLISH) {
      return meaning;
    }
    DicomObject code = codes.getFirst();
    @Nullable Known known =
        KNOWN.get(code.text(SrTag.CODING_SCHEME) + " " + code.text(SrTag.CODE_VALUE));
    return known != null && known.meaning().equals(meaning.toLowerCase(Locale.ROOT))
        ? Messages.text(known.key())
        : meaning;
  }
}
