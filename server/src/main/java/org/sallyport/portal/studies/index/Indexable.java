package org.sallyport.portal.studies.index;

import java.util.List;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.StudyAccess;

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
  private static final int MAX_ISSUER_LENGTH = 64;
  private static final int MAX_NUMBER_LENGTH = 128;
  private static final int MAX_NAME_LENGTH = 324;
  private static final int MAX_TEXT_LENGTH = 200;
  private static final int MAX_MODALITY_LENGTH = 16;
  private static final int MAX_MODALITIES = 20;

  static Indexable of(StudyEntry entry) {
    return new Indexable(
        modalities(entry),
        cut(entry.institution(), MAX_TEXT_LENGTH),
        cut(entry.patient().exact(), MAX_NAME_LENGTH),
        cut(Folding.fold(entry.patient().shown()), MAX_TEXT_LENGTH),
        cut(entry.patientNumber().issuer(), MAX_ISSUER_LENGTH),
        cut(entry.patientId(), MAX_NUMBER_LENGTH),
        cut(entry.sex(), MAX_MODALITY_LENGTH),
        cut(entry.description(), MAX_TEXT_LENGTH),
        cut(entry.accessionNumber(), MAX_NUMBER_LENGTH));
  }

  private static List<String> modalities(StudyEntry entry) {
    return entry.modalities().stream()
        .filter(modality -> fits(modality, MAX_MODALITY_LENGTH))
        .distinct()
        .sorted()
        .limit(MAX_MODALITIES)
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
