package org.sallyport.staff.admin.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.OpenedAccounts;
import org.sallyport.staff.admin.obstacles.DeskTimes;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One account: why its owner cannot sign in, and what the help desk can do. */
@Controller
@RequestMapping("/admin/desk/{id}")
@ForHelpDesk
@RequiredArgsConstructor
class DeskAccountPage {
  private final Accounts accounts;
  private final DeskViews views;
  private final DeskActs acts;
  private final DeskTimes times;
  private final OpenedAccounts opened;

  /** A form that was sent. */
  private record SentForm(
      DeskRequest deskRequest,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {}

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("note", note(done));
    Optional<Account> account = accounts.find(new AccountId(id));
    account.ifPresent(found -> opened.record(visitor, found.id(), Origin.of(request)));
    return show(visitor, account, response, model);
  }

  @PostMapping("/unlock")
  String unlock(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        new SentForm(deskRequest(DeskAct.UNLOCK, id, reason), visitor, request, response, model));
  }

  @PostMapping("/reset")
  String reset(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean phoneLost,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    DeskRequest deskRequest = new DeskRequest(DeskAct.RESET, new AccountId(id), reason, phoneLost);
    return act(new SentForm(deskRequest, visitor, request, response, model));
  }

  /** Ends all sessions and forgets all browsers. */
  @PostMapping("/end")
  String end(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        new SentForm(deskRequest(DeskAct.END, id, reason), visitor, request, response, model));
  }

  @PostMapping("/invite")
  String invite(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        new SentForm(deskRequest(DeskAct.INVITE, id, ""), visitor, request, response, model));
  }

  private static DeskRequest deskRequest(DeskAct act, UUID id, String reason) {
    return new DeskRequest(act, new AccountId(id), reason, false);
  }

  private String act(SentForm sent) {
    DeskRequest deskRequest =
        sent.deskRequest().withReason(AdminForms.line(sent.deskRequest().reason()));
    DeskAct act = deskRequest.act();
    if (act.needsReason() && deskRequest.reason().isEmpty()) {
      sent.model().addAttribute("missing", act);
      sent.model().addAttribute("reasonProblem", Messages.text("desk.refused.reason"));
      return refuse(sent, HttpStatus.UNPROCESSABLE_CONTENT, null);
    }
    DeskResult result = acts.act(deskRequest, sent.visitor(), Origin.of(sent.request()));
    return switch (result) {
      case DeskResult.Done done ->
          "redirect:/admin/desk/" + deskRequest.account() + "?done=" + act.key();
      case DeskResult.NothingToDo nothing -> refuse(sent, HttpStatus.CONFLICT, nothing(act));
      case DeskResult.ResetFirst _ ->
          refuse(sent, HttpStatus.CONFLICT, Messages.text("desk.refused.reset-first"));
      case DeskResult.ResetOpen open ->
          refuse(sent, HttpStatus.CONFLICT, Messages.text("desk.refused.reset-open"));
      case DeskResult.NotByYou _ -> refuse(sent, HttpStatus.FORBIDDEN, null);
      case DeskResult.NotNow _ ->
          refuse(sent, HttpStatus.FORBIDDEN, Messages.text("desk.refused.not-now"));
      case DeskResult.Gone _ -> refuse(sent, HttpStatus.NOT_FOUND, null);
      case DeskResult.TooOften often ->
          refuse(
              sent,
              HttpStatus.TOO_MANY_REQUESTS,
              Messages.text("desk.refused.too-often", times.point(often.until())));
    };
  }

  private static String nothing(DeskAct act) {
    return act == DeskAct.INVITE
        ? Messages.text("desk.refused.nothing-invite")
        : Messages.text("desk.refused.nothing-unlock");
  }

  private String refuse(SentForm sent, HttpStatus status, @Nullable String refusal) {
    sent.response().setStatus(status.value());
    sent.model().addAttribute("refusal", refusal);
    sent.model().addAttribute("reason", sent.deskRequest().reason());
    if (sent.deskRequest().act() == DeskAct.RESET) {
      sent.model().addAttribute("phoneLost", sent.deskRequest().phoneLost());
    }
    return show(
        sent.visitor(), accounts.find(sent.deskRequest().account()), sent.response(), sent.model());
  }

  private String show(
      Visitor visitor, Optional<Account> account, HttpServletResponse response, Model model) {
    if (account.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      model.addAttribute("refusal", Messages.text("desk.refused.gone"));
      return "admin/desk/find";
    }
    model.addAttribute("desk", views.of(account.get(), visitor));
    model.addAttribute("manages", visitor.admin());
    return "admin/desk/account";
  }

  private static @Nullable String note(String done) {
    return Arrays.stream(DeskAct.values())
        .filter(act -> act.key().equals(done))
        .findFirst()
        .map(act -> Messages.text("desk.done." + act.key()))
        .orElse(null);
  }
}
