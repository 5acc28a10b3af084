package org.sallyport.staff.admin.status;

import org.sallyport.gate.notifications.LimitSubjects;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.portal.studies.examination.ArchiveStates;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The state of the portal: limits, archive, phones and tasks. */
@Controller
@RequestMapping("/admin")
@ForAdmin
class StatusPage {
  private final RateLimits limits;
  private final LimitSubjects subjects;
  private final ArchiveStates archive;
  private final Approvals phones;
  private final Tasks tasks;
  private final Installation installation;

  StatusPage(
      RateLimits limits,
      LimitSubjects subjects,
      ArchiveStates archive,
      Approvals phones,
      Tasks tasks,
      Installation installation) {
    this.limits = limits;
    this.subjects = subjects;
    this.archive = archive;
    this.phones = phones;
    this.tasks = tasks;
    this.installation = installation;
  }

  @GetMapping("/limits")
  String limits(Model model) {
    model.addAttribute(
        "limits",
        limits.near().stream()
            .map(it -> LimitLine.of(it, subjects.name(it.subject()), installation.zone()))
            .toList());
    return "admin/limits";
  }

  @GetMapping("/state")
  String state(Model model) {
    model.addAttribute("archive", ArchiveLine.of(archive.now(), installation.zone()));
    model.addAttribute("phones", phones.figures());
    model.addAttribute("tasks", tasks.ofThisNode(installation.zone()));
    return "admin/state";
  }
}
