package org.sallyport.staff.admin.manage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.administration.AccountActs;
import org.sallyport.gate.administration.AccountActs.ActResult;
import org.sallyport.gate.administration.IdentitySystem;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.OpenedAccounts;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffSearches;
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

/** One account, and the acts of an admin on it. Each needs a reason, and none is on one's own. */
@Controller
@RequestMapping("/admin/manage")
@ForAdmin
@RequiredArgsConstructor
class AccountPage {
  private final Accounts accounts;
  private final AccountFacts facts;
  private final FederatedLinks links;
  private final IdentitySystem identitySystem;
  private final AccountActs acts;
  private final StaffActs staff;
  private final OpenedAccounts opened;
  private final StaffSearches searches;

  @GetMapping
  String start() {
    return "admin/manage";
  }

  /** Leads to the account of a username, which stays out of the address. */
  @PostMapping("/open")
  String open(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String username,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    searches.record(visitor, "username", username, account.isPresent() ? 1 : 0, Origin.of(request));
    if (account.isPresent()) {
      return "redirect:/admin/manage/" + account.get().id().value();
    }
    AdminForms.noAccount(username, response, model);
    return "admin/manage";
  }

  @GetMapping("/{id}")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("note", note(done));
    Account account = AdminForms.account(accounts, id);
    opened.record(visitor, account.id(), Origin.of(request));
    return show(account, visitor, model);
  }

  @PostMapping("/{id}/{act:disable|enable|invite|unlink|give|take-back}")
  String act(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(required = false) @Nullable UUID system,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      model.addAttribute("reasonProblem", Messages.text("staff.reason.missing"));
      return refuse(HttpStatus.UNPROCESSABLE_CONTENT, null, account, visitor, response, model);
    }
    Origin origin = Origin.of(request);
    Optional<ActResult> outcome =
        staff.run(
            named(act),
            visitor,
            admin -> acts.act(act, account.id(), system, admin.actor(), why, origin));
    if (outcome.isEmpty()) {
      return refuse(
          HttpStatus.FORBIDDEN, staff.refusal(visitor), account, visitor, response, model);
    }
    model.addAttribute("reason", reason);
    return switch (outcome.get()) {
      case ActResult.Applied done -> "redirect:/admin/manage/" + id + "?done=" + act;
      case ActResult.NotApplied no ->
          refuse(
              HttpStatus.CONFLICT,
              no.why(),
              AdminForms.account(accounts, id),
              visitor,
              response,
              model);
    };
  }

  private static StaffAct named(String act) {
    return StaffAct.valueOf(act.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private String refuse(
      HttpStatus status,
      @Nullable String refusal,
      Account account,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(account, visitor, model);
  }

  private String show(Account account, Visitor visitor, Model model) {
    model.addAttribute("id", account.id().value());
    model.addAttribute("account", account.username());
    model.addAttribute("values", facts.values(account));
    model.addAttribute("state", facts.state(account));
    model.addAttribute("letterUntil", facts.letterUntil(account));
    model.addAttribute("letterRefusal", facts.letterRefusal(account));
    model.addAttribute("link", facts.link(account));
    model.addAttribute("elsewhere", elsewhere(account));
    model.addAttribute("kept", identitySystem.has(account.id()));
    model.addAttribute("givable", isGivable(account));
    model.addAttribute("systems", identitySystem.connected());
    model.addAttribute("own", account.id().equals(visitor.account()));
    model.addAttribute("disabled", account.isDisabled());
    model.addAttribute("active", account.isActivated());
    return "admin/manage-account";
  }

  private boolean isGivable(Account account) {
    return !account.isStaff()
        && account.directory() == null
        && !identitySystem.connected().isEmpty();
  }

  /** The issuers elsewhere with which an account is linked. */
  private List<String> elsewhere(Account account) {
    return links.of(account.id()).stream()
        .filter(it -> it.identity() != null)
        .map(FederatedLinks.Link::title)
        .toList();
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "disable" -> Messages.text("staff.account.disabled");
      case "enable" -> Messages.text("staff.account.enabled");
      case "unlink" -> Messages.text("admin.directories.unlinked");
      case "give" -> Messages.text("staff.scim.given");
      case "take-back" -> Messages.text("staff.scim.taken-back");
      case "invite" -> Messages.text("staff.account.invitation-sent");
      case "made" -> Messages.text("staff.account.made");
      case "edited" -> Messages.text("staff.account.edited");
      case "unchanged" -> Messages.text("staff.account.unchanged");
      case "voided" -> Messages.text("staff.letter.voided");
      default -> null;
    };
  }
}
