package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForGuest;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.sallyport.portal.studies.pages.StudyView;
import org.sallyport.portal.studies.viewer.ViewerModel;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The image viewer for a share session. */
@Controller
@ForGuest
@RequiredArgsConstructor
class SharedViewerPage {
  private final StudyAccessCheck studyAccessCheck;
  private final SharedStudies shared;
  private final Readers readers;
  private final HiddenReports reports;
  private final ViewerModel viewerModel;
  private final Installation installation;
  private final Clock clock;

  /** Another study of the share, in words. */
  record Other(String uid, String name) {}

  @GetMapping("/shared/studies/{uid}/view")
  String page(
      @AuthenticationPrincipal Guest guest,
      @PathVariable String uid,
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess seen = studyAccessCheck.of(guest, study, request);
    if (!viewerModel.isShown(said)) {
      return "redirect:" + SharedStudiesPage.ROOT + study;
    }
    viewerModel.fill(view(seen), study, guest, said, model);
    readers.opened(guest, seen, Origin.of(request));
    return viewerModel.page(response);
  }

  /** The other studies of the share. Asking for them counts as use of the session. */
  @GetMapping("/shared/studies/{uid}/view/priors")
  @ResponseBody
  List<Other> others(
      @AuthenticationPrincipal Guest guest, @PathVariable String uid, HttpServletRequest request) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    studyAccessCheck.of(guest, study, request);
    return shared.of(guest).stream()
        .filter(other -> !other.equals(study))
        .flatMap(other -> readers.see(guest, other).stream())
        .map(seen -> new Other(seen.study().uid().value(), StudyView.choice(seen)))
        .toList();
  }

  private StudyView view(StudyAccess seen) {
    LocalDate today = installation.dayOf(clock.instant());
    return StudyView.of(
        seen, reports.series(seen), installation.zone(), today, SharedStudiesPage.ROOT);
  }
}
