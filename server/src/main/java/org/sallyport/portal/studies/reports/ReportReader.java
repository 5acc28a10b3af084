package org.sallyport.portal.studies.reports;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.platform.memory.MemoryBusy;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SopClass;
import org.sallyport.portal.studies.reports.content.ContentItem;
import org.sallyport.portal.studies.reports.content.ContentReader;
import org.sallyport.portal.studies.reports.content.Evidence;
import org.sallyport.portal.studies.reports.content.Moment;
import org.sallyport.portal.studies.reports.content.SrTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads reports from the archive. */
@Component
@RequiredArgsConstructor
class ReportReader {
  private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);

  private final BoundedMetadata metadata;
  private final MemoryBudget budget;

  /**
   * Reads an object for a row of a list; empty if there is none, or if it is not a report.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  Optional<Report> read(ResourcePath object) {
    try (HeldMemory memory = budget.begin()) {
      return read(object, memory);
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    }
  }

  /** The same for a page or a file; what it takes is held until the request is answered. */
  Optional<Report> open(ResourcePath object) {
    try {
      return read(object, budget.beginForRequest());
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    }
  }

  private Optional<Report> read(ResourcePath object, HeldMemory memory) {
    try {
      Optional<DicomObject> found = metadata.of(object, memory);
      return found.isPresent() ? report(object, found.get()) : Optional.empty();
    } catch (Unreadable e) {
      LOG.info("the report {} cannot be shown: {}", object.instance(), e.getMessage());
      return Optional.of(new Report.Illegible(object));
    }
  }

  private static Optional<Report> report(ResourcePath place, DicomObject object) throws Unreadable {
    String sopClass = object.text(SrTag.SOP_CLASS_UID);
    if (SopClass.isStructuredReport(sopClass)) {
      return Optional.of(structured(place, object, SopClass.isKeyObjectSelection(sopClass)));
    }
    return SopClass.isDocument(sopClass) ? Optional.of(document(place, object)) : Optional.empty();
  }

  private static Report structured(ResourcePath place, DicomObject object, boolean selection)
      throws Unreadable {
    ContentItem content = ContentReader.read(object);
    return new Report.Structured(
        place,
        content.concept(),
        made(object),
        selection,
        status(object),
        content,
        Evidence.of(object));
  }

  private static Report document(ResourcePath place, DicomObject object) {
    JsonNode content = object.json().path(SrTag.DOCUMENT);
    return new Report.Document(
        place,
        ReportText.clean(object.text(SrTag.DOCUMENT_TITLE)),
        made(object),
        object.text(SrTag.DOCUMENT_TYPE),
        content.path("BulkDataURI").stringValueOpt().orElse(null),
        content.path("InlineBinary").stringValueOpt().orElse(null));
  }

  private static String made(DicomObject object) {
    String date = Moment.words(object.text(SrTag.CONTENT_DATE));
    String time = Moment.time(object.text(SrTag.CONTENT_TIME));
    return time.isEmpty() || date.isEmpty() ? date : Messages.listed(date, time);
  }

  private static Report.Status status(DicomObject object) {
    return new Report.Status(
        flag(object, SrTag.COMPLETION, "COMPLETE", "PARTIAL"),
        flag(object, SrTag.VERIFICATION, "VERIFIED", "UNVERIFIED"),
        flag(object, SrTag.PRELIMINARY, "PRELIMINARY", "FINAL"),
        object.items(SrTag.VERIFYING_OBSERVER).stream().map(ReportReader::verifier).toList(),
        object.text(SrTag.MANUFACTURER).equals("Sallyport")
            && object.text(SrTag.SOFTWARE_VERSIONS).isEmpty());
  }

  private static String verifier(DicomObject observer) {
    return Stream.of(
            ReportText.clean(observer.person(SrTag.VERIFYING_OBSERVER_NAME).shown()),
            ReportText.clean(observer.text(SrTag.VERIFYING_ORGANIZATION)),
            Moment.words(observer.text(SrTag.VERIFICATION_DATE_TIME)))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static @Nullable Boolean flag(DicomObject object, String tag, String yes, String no) {
    String value = object.text(tag);
    if (value.equals(yes)) {
      return true;
    }
    return value.equals(no) ? false : null;
  }
}
