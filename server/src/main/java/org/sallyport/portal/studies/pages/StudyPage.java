package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one study: its series, and why the account may see it. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class StudyPage {
  private final StudyAccessCheck studyAccessCheck;
  private final AccessRecords records;
  private final HiddenReports reports;
  private final Installation installation;
  private final Clock clock;
  private final List<StudyPart> parts;
  private final StudyPageLinks links;

  @GetMapping("/studies/{uid}")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
    addStudy(visitor, studyAccess, model);
    records.opened(visitor, studyAccess, Origin.of(request));
    links.add(visitor, studyAccess, model);
    return "studies/study";
  }

  private void addStudy(Visitor visitor, StudyAccess studyAccess, Model model) {
    List<SeriesEntry> series = reports.series(studyAccess);
    StudyView view =
        StudyView.of(studyAccess, series, installation.zone(), installation.dayOf(clock.instant()));
    parts.forEach(part -> part.add(visitor, studyAccess, series, model));
    model.addAttribute("study", view);
  }
}
