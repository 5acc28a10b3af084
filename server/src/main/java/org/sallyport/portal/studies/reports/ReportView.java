package org.sallyport.portal.studies.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.pages.Words;
import org.sallyport.portal.studies.reports.content.Block;
import org.sallyport.portal.studies.reports.content.ContentItem;

/**
 * The view model of a report's page.
 *
 * @param kind "report", "selection", "document" or "illegible"
 * @param patient of the study
 * @param made when its content was made, as text; empty if it is not known
 * @param warnings why it may change, as sentences
 * @param verifiers who verified it, when
 * @param pictures of a selection
 * @param list address of the list of studies; so is the rest
 * @param print null if printing is not recorded
 * @param pdf whether it is a document that the browser shows
 * @param documentWords what a document is, as sentences; empty if it is none
 * @param viewer where all pictures can be seen; null if none can
 */
public record ReportView(
    String kind,
    String title,
    String patient,
    String about,
    String patientId,
    String made,
    List<String> warnings,
    List<String> verifiers,
    List<Block> blocks,
    List<Picture> pictures,
    String list,
    String study,
    @Nullable String print,
    String file,
    String document,
    boolean pdf,
    String documentWords,
    @Nullable String viewer) {

  /**
   * An image of a selection.
   *
   * @param href where it can be seen; null if it cannot
   * @param picture URL of its preview; null if it has none
   */
  public record Picture(String title, @Nullable String href, @Nullable String picture) {}

  /** The title of a report, or a word for its kind. */
  static String title(Report report) {
    String otherwise =
        Messages.text(
            switch (report) {
              case Report.Structured it when it.selection() -> "report.kind.selection";
              case Report.Document _ -> "report.kind.document";
              default -> "report.kind.report";
            });
    return Words.text(report.title(), otherwise);
  }

  /** What a document is, as sentences; empty for a report of another kind. */
  static String documentWords(Report report) {
    if (!(report instanceof Report.Document document)) {
      return "";
    }
    return Messages.text(
        switch (document.type()) {
          case "application/pdf" -> "report.pdf";
          case "text/xml", "application/xml", "application/hl7-cda+xml" -> "report.cda";
          case "model/stl", "application/sla", "model/obj", "model/mtl" -> "report.model";
          default -> "report.file";
        });
  }

  /** Whether and how a report is verified, in a few words; empty for what has no status. */
  static String status(Report report) {
    if (!(report instanceof Report.Structured it) || it.selection()) {
      return report instanceof Report.Illegible ? Messages.text("report.status.illegible") : "";
    }
    return verification(it.status());
  }

  private static String verification(Report.Status status) {
    Boolean verified = status.verified();
    if (verified == null) {
      return Messages.text("report.status.unknown");
    }
    if (!verified) {
      return Messages.text("report.status.unverified");
    }
    return status.verifiers().isEmpty()
        ? Messages.text("report.status.verified-by-somebody")
        : Messages.text("report.status.verified", status.verifiers().getFirst());
  }

  /** Why the report may change, as sentences. */
  static List<String> warnings(Report.Structured report) {
    List<String> warnings = new ArrayList<>();
    if (report.selection()) {
      return warnings;
    }
    Report.Status status = report.status();
    if (status.inDoubt()) {
      warnings.add(Messages.text("report.warning.older"));
    }
    if (Boolean.TRUE.equals(status.preliminary())) {
      warnings.add(Messages.text("report.warning.preliminary"));
    }
    if (Boolean.FALSE.equals(status.complete())) {
      warnings.add(Messages.text("report.warning.incomplete"));
    }
    if (!Boolean.TRUE.equals(status.verified())) {
      warnings.add(
          Messages.text(
              status.verified() == null ? "report.warning.unknown" : "report.warning.unverified"));
    }
    return warnings;
  }

  /** The names of all items of a report, by their position. */
  static Map<String, String> concepts(ContentItem root) {
    Map<String, String> concepts = new HashMap<>();
    concepts.put(root.position(), root.concept());
    root.children().forEach(child -> concepts.putAll(concepts(child)));
    return concepts;
  }
}
