package org.sallyport.portal.studies.reports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForGuest;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.download.DownloadPolicy;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.sallyport.portal.studies.pages.Unreachable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A report of a study, and the record that it is printed. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class ReportPage {
  private static final String PATH = "/studies/{uid}/reports/{object}";

  /** Like that of all pages, but for a frame of our own, in which the browser shows a PDF. */
  private static final String WITH_DOCUMENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
          + "connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; "
          + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

  private final StudyAccessCheck studyAccessCheck;
  private final Archive archive;
  private final ReportReader reports;
  private final ReportViews views;
  private final DownloadPolicy downloads;
  private final Readers readers;
  private final AccessRecords records;
  private final Unreachable unreachable;

  /**
   * The report.
   *
   * @param print "yes" after its printing was recorded, in a browser without script
   */
  @GetMapping(PATH)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String object,
      @RequestParam(defaultValue = "") String print,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("mayDownload", downloads.allows(visitor));
    model.addAttribute("printing", print.equals("yes"));
    add(visitor, uid, object, request, response, model);
    return "studies/report";
  }

  /** The same for the reader of a share; a print is not recorded. */
  @GetMapping("/shared" + PATH)
  @ForGuest
  String shared(
      @AuthenticationPrincipal Guest guest,
      @PathVariable String uid,
      @PathVariable String object,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("guest", guest);
    model.addAttribute("mayDownload", downloads.allows(guest));
    model.addAttribute("printing", false);
    add(guest, uid, object, request, response, model);
    return "shared/report";
  }

  private void add(
      Reader reader,
      String uid,
      String object,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    InstanceUid of = InstanceUid.parse(object).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(reader, study, request);
    Report report =
        archive
            .instance(study, of)
            .map(place -> studyAccessCheck.part(reader, studyAccess, place, request))
            .flatMap(reports::open)
            .orElseThrow(StudyAccessCheck::nothing);
    ReportView view = views.of(report, reader, studyAccess);
    readers.reportOpened(reader, studyAccess, of, Origin.of(request));
    if (view.pdf()) {
      response.setHeader("Content-Security-Policy", WITH_DOCUMENT);
    }
    model.addAttribute("report", view);
  }

  /**
   * Records that the report is printed; the browser prints the page itself. The script of the page
   * prints after a redirect only, so what is not recorded is never answered with one.
   */
  @PostMapping(PATH + "/print")
  String print(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String object,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    InstanceUid of = InstanceUid.parse(object).orElseThrow(StudyAccessCheck::nothing);
    String report = "/studies/" + study + "/reports/" + of;
    try {
      StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
      ResourcePath place = archive.instance(study, of).orElseThrow(StudyAccessCheck::nothing);
      studyAccessCheck.part(visitor, studyAccess, place, request);
      records.note(
          new StudyEvent.ReportPrinted(visitor.account(), visitor.signIn(), study, of),
          Origin.of(request));
      return "redirect:" + report + "?print=yes";
    } catch (ArchiveUnreachable e) {
      return unreachable.afterForm(report, response, model);
    }
  }
}
