package org.sallyport.portal.studies.pages;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.access.StudyTabs;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Where the page of a study leads: to sharing, tabs, the patient's other studies and another
 * viewer.
 */
@Component
@RequiredArgsConstructor
class StudyPageLinks {
  private final PriorRows priorRows;
  private final ViewerProperties viewers;
  private final SharingRight sharing;

  void add(Visitor visitor, StudyAccess studyAccess, Model model) {
    StudyUid study = studyAccess.study().uid();
    model.addAttribute("uid", study.value());
    model.addAttribute("mayShare", studyAccess.mayShareOn() && sharing.mayShare(visitor.account()));
    model.addAttribute("tabs", StudyTabs.of(study, "study", studyAccess.reasons()));
    model.addAttribute("priors", priorRows.of(visitor.account(), study));
    model.addAttribute("other", viewers.linkTo(study).orElse(null));
  }
}
