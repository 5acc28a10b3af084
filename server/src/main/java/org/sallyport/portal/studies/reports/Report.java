package org.sallyport.portal.studies.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.reports.content.ContentItem;
import org.sallyport.portal.studies.reports.content.Evidence;

/** A report or document of a study. */
sealed interface Report {

  /** Where it is. */
  ResourcePath place();

  /** Its title; empty if it has none. */
  String title();

  /** When its content was made, as text; empty if it is not known. */
  String made();

  /**
   * A structured report, or a selection of key objects.
   *
   * @param selection whether it is a selection, which has no status
   */
  record Structured(
      ResourcePath place,
      String title,
      String made,
      boolean selection,
      Status status,
      ContentItem content,
      Evidence evidence)
      implements Report {}

  /**
   * A document within a DICOM object.
   *
   * @param type its media type, as the object says
   * @param bulk the archive's URL of the content; null if the content is in {@code inline}
   * @param inline Base64; null if the content is at {@code bulk}
   */
  record Document(
      ResourcePath place,
      String title,
      String made,
      String type,
      @Nullable String bulk,
      @Nullable String inline)
      implements Report {

    boolean isPdf() {
      return type.equals("application/pdf");
    }
  }

  /** One that cannot be shown. */
  record Illegible(ResourcePath place) implements Report {
    @Override
    public String title() {
      return "";
    }

    @Override
    public String made() {
      return "";
    }
  }

  /**
   * How final a report is (PS3.3 section C.17.2).
   *
   * @param complete null if it does not say; so is the rest
   * @param verifiers who verified it, when, as text
   * @param inDoubt whether it is of a version of this portal that put measurements in the wrong
   *     place on some screens
   */
  record Status(
      @Nullable Boolean complete,
      @Nullable Boolean verified,
      @Nullable Boolean preliminary,
      List<String> verifiers,
      boolean inDoubt) {}
}
