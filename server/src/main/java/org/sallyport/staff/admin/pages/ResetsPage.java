package org.sallyport.staff.admin.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.obstacles.DeskTimes;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Resets of lost second factors: an admin starts one, another confirms it, any of them can cancel
 * it (rule 39). Starting and confirming require a fresh second factor.
 */
@Controller
@RequestMapping("/admin/resets")
@ForAdmin
@RequiredArgsConstructor
class ResetsPage {
  private final FactorResets resets;
  private final Accounts accounts;
  private final StaffActs acts;
  private final PersonCheck check;
  private final Installation installation;
  private final DeskTimes times;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    model.addAttribute("note", note(done));
    return show(visitor, model);
  }

  @PostMapping("/start")
  String start(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean phoneLost,
      @RequestParam(defaultValue = "") String person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("username", username);
    model.addAttribute("reason", reason);
    model.addAttribute("phoneLost", phoneLost);
    Optional<Account> account = accounts.findByUsername(username);
    String why = AdminForms.line(reason);
    if (account.isEmpty() || why.isEmpty()) {
      RefusedForm.answer(
          response,
          model,
          "usernameProblem",
          account.isEmpty() ? Messages.text("admin.refused.no-account") : null);
      model.addAttribute(
          "reasonProblem", why.isEmpty() ? Messages.text("admin.resets.reason-missing") : null);
      return show(visitor, model);
    }
    if (!check.wasShown(account.get(), person, visitor, request, model)) {
      RefusedForm.answer(response);
      return show(visitor, model);
    }
    Origin origin = Origin.of(request);
    return answer(
        acts.run(
            StaffAct.START_RESET,
            visitor,
            admin ->
                resets.ask(
                    new ResetRequest(account.get().id(), admin.actor(), why, phoneLost), origin)),
        visitor,
        response,
        model);
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return answer(
        acts.run(StaffAct.CONFIRM_RESET, visitor, admin -> resets.confirm(id, admin.id(), origin)),
        visitor,
        response,
        model);
  }

  @PostMapping("/cancel")
  String cancel(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return answer(
        acts.run(StaffAct.CANCEL_RESET, visitor, admin -> resets.cancel(id, admin.actor(), origin)),
        visitor,
        response,
        model);
  }

  private String answer(
      Optional<Reset> reset, Visitor visitor, HttpServletResponse response, Model model) {
    if (reset.isEmpty()) {
      return showRefusal(HttpStatus.FORBIDDEN, acts.refusal(visitor), visitor, response, model);
    }
    return switch (reset.get()) {
      case Reset.Requested _ -> "redirect:/admin/resets?done=started";
      case Reset.FactorRemoved done -> "redirect:/admin/resets?done=confirmed";
      case Reset.Approved approved -> "redirect:/admin/resets?done=approved";
      case Reset.Cancelled cancelled -> "redirect:/admin/resets?done=cancelled";
      case Reset.AskedBefore _ ->
          refuse(HttpStatus.CONFLICT, "admin.resets.open-already", visitor, response, model);
      case Reset.AskedTooOften often ->
          refuse(HttpStatus.TOO_MANY_REQUESTS, "admin.resets.too-often", visitor, response, model);
      case Reset.NoneOpen _ ->
          refuse(HttpStatus.CONFLICT, "admin.resets.not-open", visitor, response, model);
      case Reset.NoAdmin _ ->
          refuse(HttpStatus.FORBIDDEN, "admin.resets.not-now", visitor, response, model);
      case Reset.NewAdmin recent ->
          showRefusal(HttpStatus.FORBIDDEN, newAdmin(recent.from()), visitor, response, model);
      case Reset.SameBrowser same ->
          refuse(HttpStatus.FORBIDDEN, "admin.resets.same-browser", visitor, response, model);
      case Reset.SamePerson same ->
          refuse(HttpStatus.FORBIDDEN, "admin.resets.same-person", visitor, response, model);
    };
  }

  private String refuse(
      HttpStatus status, String key, Visitor visitor, HttpServletResponse response, Model model) {
    return showRefusal(status, Messages.text(key), visitor, response, model);
  }

  private String showRefusal(
      HttpStatus status,
      String problem,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", problem);
    return show(visitor, model);
  }

  private String show(Visitor visitor, Model model) {
    model.addAttribute("fresh", acts.isFresh(visitor));
    model.addAttribute("resets", rows(visitor));
    return "admin/resets";
  }

  private List<ResetRow> rows(Visitor visitor) {
    String newAdmin = resets.confirmsFrom(visitor.account()).map(this::newAdmin).orElse(null);
    String sameBrowser = Messages.text("admin.resets.same-browser");
    Set<UUID> here = resets.ofBrowser(visitor.signIn());
    return resets.open().stream()
        .map(
            reset ->
                ResetRow.of(
                    reset,
                    visitor.account(),
                    installation.zone(),
                    newAdmin == null && here.contains(reset.id()) ? sameBrowser : newAdmin))
        .toList();
  }

  private String newAdmin(Instant from) {
    return Messages.text("admin.resets.new-admin", times.point(from));
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "started" -> Messages.text("admin.resets.started");
      case "approved" -> Messages.text("admin.resets.approved");
      case "confirmed" -> Messages.text("admin.resets.confirmed");
      case "cancelled" -> Messages.text("admin.resets.cancelled");
      default -> null;
    };
  }
}
