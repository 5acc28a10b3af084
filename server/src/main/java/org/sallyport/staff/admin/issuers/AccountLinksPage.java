package org.sallyport.staff.admin.issuers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.federation.FederatedLinks.Linking;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.OpenedAccounts;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
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

/** Links an account with a person of an issuer elsewhere, and ends that; never one's own. */
@Controller
@RequestMapping("/admin/manage/{id}/elsewhere")
@ForAdmin
@RequiredArgsConstructor
class AccountLinksPage {
  private final Accounts accounts;
  private final FederatedLinks links;
  private final StaffActs staff;
  private final OpenedAccounts opened;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    opened.record(visitor, account.id(), Origin.of(request));
    model.addAttribute("note", note(done));
    return show(account, visitor, model);
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "link" -> Messages.text("staff.elsewhere.linked");
      case "unlink" -> Messages.text("staff.elsewhere.unlinked");
      default -> null;
    };
  }

  private String show(Account account, Visitor visitor, Model model) {
    model.addAttribute("id", account.id().value());
    model.addAttribute("account", account.username());
    model.addAttribute("own", account.id().equals(visitor.account()));
    model.addAttribute("links", links.of(account.id()));
    return "admin/manage-elsewhere";
  }

  @PostMapping("/link")
  String link(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    String whom = AdminForms.line(subject);
    String why = AdminForms.line(reason);
    model.addAttribute("issuer", issuer);
    model.addAttribute("subject", whom);
    model.addAttribute("reason", why);
    if (whom.isEmpty() || why.isEmpty()) {
      return missing(whom.isEmpty(), why.isEmpty(), account, visitor, response, model);
    }
    Origin origin = Origin.of(request);
    return act(
        StaffAct.LINK_ELSEWHERE,
        "link",
        account,
        visitor,
        admin -> refusal(links.link(account.id(), issuer, whom, actor(admin, why), origin)),
        response,
        model);
  }

  /**
   * Ends a link.
   *
   * @param issuer the issuer identifier
   */
  @PostMapping("/unlink")
  String unlink(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      return missing(false, true, account, visitor, response, model);
    }
    Origin origin = Origin.of(request);
    return act(
        StaffAct.UNLINK_ELSEWHERE,
        "unlink",
        account,
        visitor,
        admin -> unlink(account, issuer, actor(admin, why), origin),
        response,
        model);
  }

  private Optional<String> unlink(Account account, String issuer, Actor by, Origin origin) {
    if (account.id().equals(by.account())) {
      return Optional.of(Messages.text("staff.not-own"));
    }
    return links.unlink(accounts.hold(account.id()), issuer, null, by, origin)
        ? Optional.empty()
        : Optional.of(Messages.text("staff.elsewhere.not-linked"));
  }

  private static Actor actor(Staff admin, String why) {
    return admin.actor().because(why);
  }

  private static Optional<String> refusal(Linking linking) {
    return switch (linking) {
      case DONE -> Optional.empty();
      case OWN -> Optional.of(Messages.text("staff.not-own"));
      case TAKEN -> Optional.of(Messages.text("staff.elsewhere.taken"));
      case NOT_VALID -> Optional.of(Messages.text("staff.elsewhere.subject-missing"));
      case NOBODY, NO_ISSUER -> Optional.of(Messages.text("settings.elsewhere.no-issuer"));
    };
  }

  private String act(
      StaffAct act,
      String done,
      Account account,
      Visitor visitor,
      Function<Staff, Optional<String>> operation,
      HttpServletResponse response,
      Model model) {
    Optional<Optional<String>> outcome = staff.run(act, visitor, operation);
    if (outcome.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("refusal", staff.refusal(visitor));
      return show(account, visitor, model);
    }
    if (outcome.get().isPresent()) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("refusal", outcome.get().get());
      return show(account, visitor, model);
    }
    return "redirect:/admin/manage/" + account.id().value() + "/elsewhere?done=" + done;
  }

  private String missing(
      boolean subject,
      boolean reason,
      Account account,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute(
        "subjectProblem", subject ? Messages.text("staff.elsewhere.subject-missing") : null);
    model.addAttribute("reasonProblem", reason ? Messages.text("staff.reason.missing") : null);
    return show(account, visitor, model);
  }
}
