package org.sallyport.staff.admin.manage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs everybody out, with a reason. */
@Controller
@RequestMapping("/admin/manage/sign-out")
@ForAdmin
@RequiredArgsConstructor
class SignOutPage {
  private static final String PAGE = "admin/manage-sign-out";

  private final StaffActs acts;
  private final EverySession everySession;
  private final DomainEvents events;

  /**
   * @param done how many accounts were signed out
   */
  @GetMapping
  String page(@RequestParam(defaultValue = "-1") int done, Model model) {
    if (done >= 0) {
      model.addAttribute("note", Messages.text("staff.sign-out.done", done));
    }
    return PAGE;
  }

  @PostMapping("/everybody")
  String end(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      RefusedForm.answer(response, model, "reasonProblem", Messages.text("staff.reason.missing"));
      return PAGE;
    }
    Origin origin = Origin.of(request);
    Optional<StaffActs.Staff> staff =
        acts.run(
            StaffAct.SIGN_EVERYBODY_OUT,
            visitor,
            admin -> {
              events.publish(new SystemEvent.EverybodySignedOut(admin.name(), why), origin);
              return admin;
            });
    if (staff.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("refusal", acts.refusal(visitor));
      model.addAttribute("reason", why);
      return PAGE;
    }
    int accounts = everySession.end(staff.get(), visitor, why, origin);
    return "redirect:/admin/manage/sign-out?done=" + accounts;
  }
}
