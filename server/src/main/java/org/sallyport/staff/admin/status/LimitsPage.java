package org.sallyport.staff.admin.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.LimitSubjects;
import org.sallyport.gate.secondfactor.brake.SmsBrakes;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Limits that somebody is near, the codes by SMS that were entered, and the brakes on SMS. */
@Controller
@RequestMapping("/admin/limits")
@ForAdmin
@RequiredArgsConstructor
class LimitsPage {
  private final RateLimits limits;
  private final LimitSubjects subjects;
  private final SmsBrakes brakes;
  private final StaffActs acts;
  private final Installation installation;

  @GetMapping
  String page(@RequestParam(defaultValue = "") String done, Model model) {
    if (done.equals("released")) {
      model.addAttribute("note", Messages.text("staff.brakes.released"));
    }
    return show(model);
  }

  /** Ends a brake on SMS. */
  @PostMapping("/release")
  String release(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String block,
      @RequestParam(defaultValue = "0") long put,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      RefusedForm.answer(response, model, "reasonProblem", Messages.text("staff.reason.missing"));
      model.addAttribute("refused", block);
      return show(model);
    }
    Origin origin = Origin.of(request);
    Instant since = Instant.ofEpochMilli(put);
    Optional<Boolean> done =
        acts.run(
            StaffAct.RELEASE_SMS_BRAKE,
            visitor,
            staff -> brakes.release(block, since, staff.actor().because(why), origin));
    if (done.orElse(false)) {
      return "redirect:/admin/limits?done=released";
    }
    acts.refuse(done.isPresent(), Messages.text("staff.brakes.over"), visitor, response, model);
    model.addAttribute("reason", reason);
    model.addAttribute("refused", block);
    return show(model);
  }

  private String show(Model model) {
    model.addAttribute(
        "brakes",
        brakes.inForce().stream().map(it -> BrakeLine.of(it, installation.zone())).toList());
    model.addAttribute("blocks", brakes.figures());
    model.addAttribute("window", DurationText.words(brakes.window()));
    model.addAttribute(
        "limits",
        limits.near().stream()
            .map(it -> LimitLine.of(it, subjects.name(it.subject()), installation.zone()))
            .toList());
    return "admin/limits";
  }
}
