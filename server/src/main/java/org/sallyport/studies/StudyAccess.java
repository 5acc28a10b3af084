package org.sallyport.studies;

import java.util.List;
import org.sallyport.archive.StudyEntry;

/** A study that an account may see at this moment. */
public record StudyAccess(StudyEntry study, AccessReason why, boolean isNew) {
  /**
   * Modalities of series that hold reports: structured reports, documents, and selections of key
   * objects (PS3.3 section C.7.3.1.1.1).
   */
  private static final List<String> OF_REPORTS = List.of("SR", "DOC", "KO");

  /** Whether the study has a report, as far as its modalities tell. */
  public boolean hasReport() {
    return study.modalities().stream().anyMatch(StudyAccess::isOfReports);
  }

  /** Whether a series of this modality holds reports. */
  public static boolean isOfReports(String modality) {
    return OF_REPORTS.contains(modality);
  }
}
