package org.sallyport.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ArchiveUnreachable;
import org.sallyport.ids.StudyUid;
import org.sallyport.installation.Installation;
import org.sallyport.studies.AccessRecords;
import org.sallyport.studies.StudyAccess;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one study: its series, and why the account may see it. */
@Controller
@ForSignedIn
class StudyPage {
  private final StudyAccessCheck studyAccessCheck;
  private final Archive archive;
  private final AccessRecords records;
  private final Unreachable unreachable;
  private final StudyList list;
  private final Installation installation;
  private final ViewerProperties viewers;

  StudyPage(
      StudyAccessCheck studyAccessCheck,
      Archive archive,
      AccessRecords records,
      Unreachable unreachable,
      StudyList list,
      Installation installation,
      ViewerProperties viewers) {
    this.studyAccessCheck = studyAccessCheck;
    this.archive = archive;
    this.records = records;
    this.unreachable = unreachable;
    this.list = list;
    this.installation = installation;
    this.viewers = viewers;
  }

  @GetMapping("/studies/{uid}")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    try {
      StudyAccess studyAccess = studyAccessCheck.of(visitor, study, request);
      StudyView view =
          StudyView.of(studyAccess, archive.series(study), installation.zone(), list.today());
      records.opened(visitor, studyAccess, Origin.of(request));
      model.addAttribute("study", view);
      model.addAttribute("other", viewers.linkTo(study).orElse(null));
      return "studies/study";
    } catch (ArchiveUnreachable e) {
      return unreachable.page(request, response, model);
    }
  }
}
