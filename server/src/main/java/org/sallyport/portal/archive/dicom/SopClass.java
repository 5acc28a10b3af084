package org.sallyport.portal.archive.dicom;

/** Tells by its SOP class (PS3.4 section B.5) whether an object is a report. */
public final class SopClass {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final String STRUCTURED_REPORTS = STORAGE + "88.";
  private static final String KEY_OBJECT_SELECTION = STRUCTURED_REPORTS + "59";
  private static final String DOCUMENTS = STORAGE + "104.";
  private static final String MACULAR_GRID_REPORT = STORAGE + "79.1";
  private static final String SPECTACLE_PRESCRIPTION_REPORT = STORAGE + "78.6";

  private SopClass() {}

  /** Whether it is a report of any kind, a document or a selection of key objects. */
  public static boolean isReport(String uid) {
    return isStructuredReport(uid) || isDocument(uid) || uid.equals(SPECTACLE_PRESCRIPTION_REPORT);
  }

  /** Whether it is a structured report; selections of key objects are some too. */
  public static boolean isStructuredReport(String uid) {
    return uid.startsWith(STRUCTURED_REPORTS) || uid.equals(MACULAR_GRID_REPORT);
  }

  /** Whether it is a selection of key objects. */
  public static boolean isKeyObjectSelection(String uid) {
    return uid.equals(KEY_OBJECT_SELECTION);
  }

  /** Whether it is an encapsulated document, for example a PDF. */
  public static boolean isDocument(String uid) {
    return uid.startsWith(DOCUMENTS);
  }
}
