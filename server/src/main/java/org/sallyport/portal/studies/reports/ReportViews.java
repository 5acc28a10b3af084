package org.sallyport.portal.studies.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.pages.Words;
import org.sallyport.portal.studies.reports.ReportView.Picture;
import org.sallyport.portal.studies.reports.content.Block;
import org.sallyport.portal.studies.reports.content.Blocks;
import org.sallyport.portal.studies.reports.content.ContentItem;
import org.sallyport.portal.studies.reports.content.ContentItem.Value;
import org.sallyport.portal.studies.reports.content.Evidence;
import org.sallyport.portal.studies.reports.content.MeasuredImages;
import org.springframework.stereotype.Component;

/** Makes the view model of a report's page, with links to what the reader may see. */
@Component
@RequiredArgsConstructor
class ReportViews {
  private static final int MAX_STUDIES = 20;
  private static final int MAX_PICTURES = 500;
  private static final String SMALL = "?viewport=320,240";

  /** As the viewer reads it. */
  private static final String FRAME = "[1-9][0-9]{0,5}";

  private final Readers readers;

  ReportView of(Report report, Reader reader, StudyAccess studyAccess) {
    return switch (report) {
      case Report.Illegible it -> view("illegible", it, reader, studyAccess, List.of());
      case Report.Document it -> view("document", it, reader, studyAccess, List.of());
      case Report.Structured it -> structured(it, reader, studyAccess);
    };
  }

  private ReportView structured(Report.Structured report, Reader reader, StudyAccess studyAccess) {
    List<Value.Reference> references = references(report.content());
    Map<Value.Reference, String> links = links(references, report.evidence(), reader);
    ContentItem content = report.content();
    List<Block> blocks =
        new Blocks(links, ReportView.concepts(content), MeasuredImages.of(content)).of(content);
    ReportView view =
        view(report.selection() ? "selection" : "report", report, reader, studyAccess, blocks);
    List<Picture> pictures =
        report.selection() ? pictures(references, report.evidence(), links, reader) : List.of();
    return with(view, report, pictures, viewer(pictures));
  }

  private static ReportView with(
      ReportView view, Report.Structured report, List<Picture> pictures, @Nullable String viewer) {
    return new ReportView(
        view.kind(),
        view.title(),
        view.patient(),
        view.about(),
        view.patientId(),
        view.made(),
        ReportView.warnings(report),
        report.status().verifiers(),
        view.blocks(),
        pictures,
        view.list(),
        view.study(),
        view.print(),
        view.file(),
        view.document(),
        false,
        "",
        viewer);
  }

  /** The viewer at the first picture; null if none can be seen. */
  private static @Nullable String viewer(List<Picture> pictures) {
    return pictures.stream().flatMap(it -> Stream.ofNullable(it.href())).findFirst().orElse(null);
  }

  private static ReportView view(
      String kind, Report report, Reader reader, StudyAccess studyAccess, List<Block> blocks) {
    StudyEntry study = studyAccess.study();
    String page = reader.studies() + "/" + study.uid();
    String here = page + "/reports/" + report.place().instance();
    return new ReportView(
        kind,
        ReportView.title(report),
        Words.text(study.patient().shown(), Messages.text("studies.entry.patient-unknown")),
        Words.patient(study),
        Words.text(study.patientId(), ""),
        report.made(),
        List.of(),
        List.of(),
        blocks,
        List.of(),
        reader.studies(),
        page,
        reader instanceof Visitor ? here + "/print" : null,
        page + "/objects/" + report.place().instance() + "/file",
        here + "/document",
        report instanceof Report.Document document && document.isPdf(),
        ReportView.documentWords(report),
        null);
  }

  private static List<Value.Reference> references(ContentItem item) {
    List<Value.Reference> references = new ArrayList<>();
    if (item.value() instanceof Value.Reference reference) {
      references.add(reference);
    }
    item.children().forEach(child -> references.addAll(references(child)));
    return references;
  }

  /** Where the objects can be seen: only those of studies that the reader may see. */
  private Map<Value.Reference, String> links(
      List<Value.Reference> references, Evidence evidence, Reader reader) {
    Map<StudyUid, Boolean> asked = new HashMap<>();
    Map<Value.Reference, String> links = new HashMap<>();
    for (Value.Reference reference : references) {
      evidence
          .place(reference.instance())
          .filter(place -> sees(reader, place.study(), asked))
          .ifPresent(place -> links.put(reference, image(place, reference, reader)));
    }
    return links;
  }

  /** Whether the reader may see the study; false for those beyond the most that are asked of. */
  private boolean sees(Reader reader, StudyUid study, Map<StudyUid, Boolean> asked) {
    if (asked.size() < MAX_STUDIES) {
      asked.computeIfAbsent(study, it -> readers.see(reader, it).isPresent());
    }
    return asked.getOrDefault(study, false);
  }

  /** In the viewer. */
  private static String image(ResourcePath place, Value.Reference reference, Reader reader) {
    String study = reader.studies() + "/" + place.study();
    String object = "?series=" + place.series() + "&object=" + place.instance();
    return study + "/view" + object + frame(reference).map(it -> "&frame=" + it).orElse("");
  }

  /** The first frame that is meant; empty for the whole object, or if it is no number. */
  private static Optional<String> frame(Value.Reference reference) {
    return reference.frames().stream().findFirst().filter(it -> it.matches(FRAME));
  }

  private static List<Picture> pictures(
      List<Value.Reference> references,
      Evidence evidence,
      Map<Value.Reference, String> links,
      Reader reader) {
    List<Picture> pictures = new ArrayList<>();
    for (Value.Reference reference : references.stream().limit(MAX_PICTURES).toList()) {
      String title = Messages.text("report.selected", String.valueOf(pictures.size() + 1));
      @Nullable String href = links.get(reference);
      @Nullable String preview = href == null ? null : preview(reference, evidence, reader);
      pictures.add(new Picture(title, href, preview));
    }
    return pictures;
  }

  private static @Nullable String preview(
      Value.Reference reference, Evidence evidence, Reader reader) {
    return evidence
        .place(reference.instance())
        .map(place -> rendered(place, reference, reader))
        .orElse(null);
  }

  private static String rendered(ResourcePath place, Value.Reference reference, Reader reader) {
    String frame = frame(reference).map(it -> "/frames/" + it).orElse("");
    return reader.dicomWeb() + place.path() + frame + "/rendered" + SMALL;
  }
}
