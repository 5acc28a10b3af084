package org.sallyport.studies.viewer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ArchiveUnreachable;
import org.sallyport.archive.ResourcePath;
import org.sallyport.archive.SeriesEntry;
import org.sallyport.ids.StudyUid;
import org.sallyport.installation.Installation;
import org.sallyport.studies.AccessRecords;
import org.sallyport.studies.HiddenReports;
import org.sallyport.studies.Priors;
import org.sallyport.studies.StudyAccess;
import org.sallyport.studies.pages.StudyAccessCheck;
import org.sallyport.studies.pages.StudyView;
import org.sallyport.studies.pages.Unreachable;
import org.sallyport.studies.pages.ViewerProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The page of the image viewer. Without script, and with the parameter "pictures", it shows the
 * pictures that the archive renders.
 */
@Controller
@ForSignedIn
class ViewerPage {
  /**
   * Like that of all pages, but for images from memory: cursors, and colour images that the browser
   * decodes. Decoders in WebAssembly run in a worker, whose script has a policy of its own.
   */
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; "
          + "img-src 'self' blob: data:; connect-src 'self'; form-action 'self'; "
          + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

  private static final ClassPathResource SCRIPT = new ClassPathResource("static/viewer/viewer.js");

  private final StudyAccessCheck studyAccessCheck;
  private final Priors priors;
  private final HiddenReports reports;
  private final Archive archive;
  private final AccessRecords records;
  private final Unreachable unreachable;
  private final Installation installation;
  private final Clock clock;
  private final boolean notice;
  private final boolean isBuilt;

  ViewerPage(
      StudyAccessCheck studyAccessCheck,
      Priors priors,
      HiddenReports reports,
      Archive archive,
      AccessRecords records,
      Unreachable unreachable,
      Installation installation,
      Clock clock,
      ViewerProperties properties) {
    this.studyAccessCheck = studyAccessCheck;
    this.priors = priors;
    this.reports = reports;
    this.archive = archive;
    this.records = records;
    this.unreachable = unreachable;
    this.installation = installation;
    this.clock = clock;
    this.notice = properties.notice();
    this.isBuilt = SCRIPT.exists();
  }

  /** Another study of the same patient, in words. */
  record Prior(String uid, String name) {}

  @GetMapping("/studies/{uid}/view")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    try {
      StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
      LocalDate today = LocalDate.ofInstant(clock.instant(), installation.zone());
      StudyView view = StudyView.of(studyAccess, series(studyAccess), installation.zone(), today);
      records.opened(visitor, studyAccess, Origin.of(request));
      model.addAttribute("study", view);
      ViewerView viewer = ViewerView.of(study, said, notice);
      model.addAttribute("viewer", viewer);
      model.addAttribute("chosen", chosen(view, viewer.series()));
      model.addAttribute("built", isBuilt);
      if (!isBuilt || said.containsKey("pictures")) {
        return "studies/pictures";
      }
      response.setHeader("Content-Security-Policy", CONTENT);
      return "studies/viewer";
    } catch (ArchiveUnreachable e) {
      return unreachable.page(request, response, model);
    }
  }

  private List<SeriesEntry> series(StudyAccess studyAccess) {
    StudyUid study = studyAccess.study().uid();
    return archive.series(study).stream()
        .filter(series -> !reports.hides(studyAccess, ResourcePath.of(study, series.uid())))
        .toList();
  }

  private static StudyView.@Nullable Film chosen(StudyView study, String series) {
    return study.films().stream()
        .filter(film -> film.uid().value().equals(series))
        .findFirst()
        .orElse(null);
  }

  /** Other studies of the patient, which the viewer asks for when the first image is shown. */
  @GetMapping("/studies/{uid}/view/priors")
  @ResponseBody
  List<Prior> priors(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    studyAccessCheck.of(visitor, study, request);
    return priors.of(visitor.account(), study).stream()
        .map(other -> new Prior(other.uid().value(), StudyView.choice(other)))
        .toList();
  }
}
