package org.sallyport.portal.studies.reports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.download.OnlyGet;
import org.sallyport.portal.studies.download.SendsFiles;
import org.sallyport.portal.studies.download.SingleFile;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * An encapsulated document as a file. Only a PDF is shown, by the browser's own viewer, which runs
 * apart from the portal's origin: a document can hold script, and what claims to be a PDF can be a
 * page.
 */
@Controller
@SendsFiles
@ForReader
@RequiredArgsConstructor
class DocumentPage {
  private final StudyAccessCheck studyAccessCheck;
  private final Archive archive;
  private final ReportReader reports;
  private final DocumentContent content;
  private final SingleFile file;

  @GetMapping({
    "/studies/{uid}/reports/{object}/document",
    "/shared/studies/{uid}/reports/{object}/document"
  })
  void document(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      @PathVariable String object,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    send(reader, uid, object, DocumentContent::kind, request, response);
  }

  /** A PDF, to be shown by the browser; not found for any other document. */
  @GetMapping({
    "/studies/{uid}/reports/{object}/document/view",
    "/shared/studies/{uid}/reports/{object}/document/view"
  })
  void view(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      @PathVariable String object,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    send(reader, uid, object, DocumentPage::shown, request, response);
  }

  private static SingleFile.Kind shown(Report.Document document) {
    if (!document.isPdf()) {
      throw StudyAccessCheck.nothing();
    }
    return DocumentContent.SHOWN_PDF;
  }

  private void send(
      Reader reader,
      String uid,
      String object,
      Function<Report.Document, SingleFile.Kind> kindOf,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    InstanceUid of = InstanceUid.parse(object).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(reader, study, request);
    OnlyGet.check(request);
    Report.Document document =
        archive
            .instance(study, of)
            .map(place -> studyAccessCheck.part(reader, studyAccess, place, request))
            .flatMap(reports::open)
            .filter(Report.Document.class::isInstance)
            .map(Report.Document.class::cast)
            .orElseThrow(StudyAccessCheck::nothing);
    SingleFile.Kind kind = kindOf.apply(document);
    SingleFile.Source source = content.of(document);
    file.send(reader, studyAccess, document.place(), kind, source, request, response);
  }
}
