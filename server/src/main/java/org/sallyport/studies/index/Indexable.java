package org.sallyport.studies.index;

import java.util.List;
import org.sallyport.archive.dicom.StudyEntry;
import org.sallyport.studies.StudyAccess;

/**
 * The values of an archive's response that fit the index. DICOM limits an identifier to 16
 * characters and each group of a name to 64; longer texts are cut.
 *
 * @param patientName all groups, as in the archive
 * @param patientSort folded, for sorting
 */
record Indexable(
    List<String> modalities,
    String institution,
    String patientName,
    String patientSort,
    String patientIssuer,
    String patientId,
    String sex,
    String description,
    String accessionNumber) {
  private static final int LONGEST_ISSUER = 64;
  private static final int LONGEST_NUMBER = 128;
  private static final int LONGEST_NAME = 324;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_MODALITY = 16;
  private static final int MOST_MODALITIES = 20;

  static Indexable of(StudyEntry entry) {
    return new Indexable(
        modalities(entry),
        cut(entry.institution(), LONGEST_TEXT),
        cut(entry.patient().exact(), LONGEST_NAME),
        cut(Folding.fold(entry.patient().shown()), LONGEST_TEXT),
        cut(entry.patientNumber().issuer(), LONGEST_ISSUER),
        cut(entry.patientId(), LONGEST_NUMBER),
        cut(entry.sex(), LONGEST_MODALITY),
        cut(entry.description(), LONGEST_TEXT),
        cut(entry.accessionNumber(), LONGEST_NUMBER));
  }

  private static List<String> modalities(StudyEntry entry) {
    return entry.modalities().stream()
        .filter(modality -> fits(modality, LONGEST_MODALITY))
        .distinct()
        .sorted()
        .limit(MOST_MODALITIES)
        .toList();
  }

  /** Whether one of the modalities is that of reports and other documents. */
  boolean hasReport() {
    return modalities.stream().anyMatch(StudyAccess::isOfReports);
  }

  private static String cut(String text, int longest) {
    String clean = text.replace("\0", "");
    return clean.substring(0, Math.min(longest, clean.length()));
  }

  private static boolean fits(String text, int longest) {
    return text.length() <= longest && text.indexOf('\0') < 0;
  }
}
