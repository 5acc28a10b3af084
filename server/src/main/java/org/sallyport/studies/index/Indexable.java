package org.sallyport.studies.index;

import java.util.List;
import org.sallyport.archive.StudyEntry;

/**
 * Selects the values of an archive's response that fit the index. DICOM limits an identifier to 16
 * characters and each group of a name to 64; values far beyond that, or with a NUL, are ignored:
 * they match no account.
 */
final class Indexable {
  private static final int LONGEST_INSTITUTION = 200;
  private static final int LONGEST_MODALITY = 16;
  private static final int MOST_MODALITIES = 20;

  private Indexable() {}

  static List<String> modalities(StudyEntry entry) {
    return entry.modalities().stream()
        .filter(modality -> fits(modality, LONGEST_MODALITY))
        .distinct()
        .sorted()
        .limit(MOST_MODALITIES)
        .toList();
  }

  static String institution(StudyEntry entry) {
    String institution = entry.institution().replace("\0", "");
    return institution.substring(0, Math.min(LONGEST_INSTITUTION, institution.length()));
  }

  private static boolean fits(String text, int longest) {
    return text.length() <= longest && text.indexOf('\0') < 0;
  }
}
