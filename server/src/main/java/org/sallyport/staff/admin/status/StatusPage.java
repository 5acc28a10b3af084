package org.sallyport.staff.admin.status;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.studies.examination.ArchiveStates;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The state of the portal: archive, what has to be looked after, phones and tasks. */
@Controller
@RequestMapping("/admin")
@ForAdmin
@RequiredArgsConstructor
class StatusPage {
  private final ArchiveStates archive;
  private final Approvals phones;
  private final Tasks tasks;
  private final UpkeepNotices upkeep;
  private final Installation installation;

  @GetMapping("/state")
  String state(Model model) {
    model.addAttribute("archive", ArchiveLine.of(archive.now(), installation.zone()));
    model.addAttribute("upkeep", upkeep.all());
    model.addAttribute("phones", phones.figures());
    model.addAttribute("tasks", tasks.ofThisNode(installation.zone()));
    return "admin/state";
  }
}
