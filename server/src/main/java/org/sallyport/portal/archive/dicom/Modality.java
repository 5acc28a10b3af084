package org.sallyport.portal.archive.dicom;

import java.util.List;

/** Kinds of series (PS3.3 section C.7.3.1.1.1). */
public final class Modality {
  /** Structured reports, documents, and selections of key objects. */
  public static final List<String> OF_REPORTS = List.of("SR", "DOC", "KO");

  private Modality() {}

  /** Whether a series of this modality holds reports. */
  public static boolean isOfReports(String modality) {
    return OF_REPORTS.contains(modality);
  }
}
