package org.sallyport.portal.studies.viewer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.Priors;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.sallyport.portal.studies.pages.StudyView;
import org.sallyport.portal.studies.publish.PublishRight;
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
@RequiredArgsConstructor
class ViewerPage {
  private final StudyAccessCheck studyAccessCheck;
  private final Priors priors;
  private final HiddenReports reports;
  private final AccessRecords records;
  private final Installation installation;
  private final Clock clock;
  private final ViewerModel viewerModel;
  private final PublishRight publishing;

  /**
   * Another study of the same patient.
   *
   * @param name its date and description in words
   * @param day its date in ISO 8601; empty if it has none
   */
  record Prior(String uid, String name, String day, List<String> modalities) {
    static Prior of(ListedStudy study) {
      String day = study.date() == null ? "" : study.date().toString();
      return new Prior(study.uid().value(), StudyView.choice(study), day, study.modalities());
    }
  }

  @GetMapping("/studies/{uid}/view")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
    StudyView view = view(studyAccess);
    records.opened(visitor, studyAccess, Origin.of(request));
    viewerModel.fill(view, study, visitor, said, model);
    if (publishing.mayPublish(visitor.account(), studyAccess)) {
      model.addAttribute("publish", visitor.studies() + "/" + study + "/publish");
    }
    return viewerModel.isShown(said) ? viewerModel.page(response) : "studies/pictures";
  }

  private StudyView view(StudyAccess studyAccess) {
    LocalDate today = installation.dayOf(clock.instant());
    return StudyView.of(studyAccess, reports.series(studyAccess), installation.zone(), today);
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
    return priors.of(visitor.account(), study).stream().map(Prior::of).toList();
  }
}
