package org.sallyport.admin.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.access.annotations.ForAdmin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.admin.gate.StaffActs;
import org.sallyport.ids.AccountId;
import org.sallyport.messages.Messages;
import org.sallyport.studies.ConfirmedNames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Names in archive entries without a number, which an admin confirms to mean an account. A
 * confirmed name gives access to studies, so confirming and withdrawing require a fresh second
 * factor.
 */
@Controller
@RequestMapping("/admin/names")
@ForAdmin
class NamesPage {
  /** An exact DICOM person name (PS3.5 section 6.2), without wildcards. */
  private static final Pattern EXACT = Pattern.compile("[^\\p{Cntrl}\\\\*?]{1,324}");

  private final ConfirmedNames names;
  private final Accounts accounts;
  private final StaffActs acts;

  NamesPage(ConfirmedNames names, Accounts accounts, StaffActs acts) {
    this.names = names;
    this.accounts = accounts;
    this.acts = acts;
  }

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    model.addAttribute("note", note(done));
    return show(visitor, model);
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("username", username);
    model.addAttribute("name", name);
    Optional<Account> account = accounts.findByUsername(username);
    String usernameProblem = usernameProblem(account, visitor);
    String nameProblem =
        !name.isBlank() && EXACT.matcher(name).matches()
            ? null
            : Messages.text("admin.names.not-exact");
    if (account.isEmpty() || usernameProblem != null || nameProblem != null) {
      return problem(usernameProblem, nameProblem, visitor, response, model);
    }
    Origin origin = Origin.of(request);
    Optional<Boolean> done =
        acts.fresh(visitor, admin -> names.confirm(account.get().id(), name, admin.actor(), origin));
    if (done.isPresent() && !done.get()) {
      return problem(null, Messages.text("admin.names.taken"), visitor, response, model);
    }
    return done.isPresent()
        ? "redirect:/admin/names?done=confirmed"
        : notConfirmed(visitor, response, model);
  }

  @PostMapping("/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return acts.fresh(
            visitor, admin -> names.withdraw(new AccountId(id), name, admin.actor(), origin))
        .map(withdrawn -> "redirect:/admin/names?done=" + (withdrawn ? "withdrawn" : "gone"))
        .orElseGet(() -> notConfirmed(visitor, response, model));
  }

  private static @Nullable String usernameProblem(Optional<Account> account, Visitor visitor) {
    if (account.isEmpty()) {
      return Messages.text("admin.refused.no-account");
    }
    return account.get().id().equals(visitor.account()) ? Messages.text("admin.names.own") : null;
  }

  private String problem(
      @Nullable String usernameProblem,
      @Nullable String nameProblem,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("usernameProblem", usernameProblem);
    model.addAttribute("nameProblem", nameProblem);
    return show(visitor, model);
  }

  private String notConfirmed(Visitor visitor, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    model.addAttribute("refusal", acts.refusal(visitor));
    return show(visitor, model);
  }

  private String show(Visitor visitor, Model model) {
    model.addAttribute("fresh", acts.isFresh(visitor));
    model.addAttribute("names", names.all());
    return "admin/names";
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "confirmed" -> Messages.text("admin.names.confirmed");
      case "withdrawn" -> Messages.text("admin.names.withdrawn");
      case "gone" -> Messages.text("admin.names.gone");
      default -> null;
    };
  }
}
