package org.sallyport.staff.admin.names;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.studies.names.ConfirmedName;
import org.sallyport.portal.studies.names.ConfirmedNames;
import org.sallyport.portal.studies.names.NameAccess;
import org.sallyport.portal.studies.names.UnmatchedNames;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.sallyport.staff.admin.pages.AdminForms;
import org.sallyport.staff.admin.pages.PersonCheck;
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
 * confirmed name gives access to studies, so the page shows how many before it does, and confirming
 * and withdrawing require a fresh second factor.
 */
@Controller
@RequestMapping("/admin/names")
@ForAdmin
@RequiredArgsConstructor
class NamesPage {
  /** An exact DICOM person name (PS3.5 section 6.2), without wildcards. */
  private static final Pattern EXACT = Pattern.compile("[^\\p{Cntrl}\\\\*?]{1,324}");

  /** How many names of the queue are shown. */
  private static final int MAX_SHOWN = 50;

  private final ConfirmedNames names;
  private final UnmatchedNames unmatched;
  private final Accounts accounts;
  private final StaffActs acts;
  private final PersonCheck check;
  private final StaffSearches searches;

  /**
   * What is typed into the form of a name.
   *
   * @param shown how many studies the page said that it opens
   */
  record Form(String name, String username, String reason, long shown) {
    String why() {
      return AdminForms.line(reason);
    }
  }

  @GetMapping
  String page(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute("note", note(done));
    return list(model);
  }

  /** Shows what a name opens; sent as a form, so that it is in no address. */
  @PostMapping("/look")
  String look(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (!isExact(name)) {
      return notExact(name, response, model);
    }
    int hits = Math.toIntExact(unmatched.opens(name.strip()).studies());
    searches.record(visitor, "name", name, hits, Origin.of(request));
    return show(visitor, name.strip(), model);
  }

  private static boolean isExact(String name) {
    return !name.isBlank() && EXACT.matcher(name).matches();
  }

  private String notExact(String name, HttpServletResponse response, Model model) {
    RefusedForm.answer(response, model, "name", name);
    model.addAttribute("nameProblem", Messages.text("admin.names.not-exact"));
    return list(model);
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "-1") long shown,
      @RequestParam(defaultValue = "") String person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (!isExact(name)) {
      return notExact(name, response, model);
    }
    Form form = new Form(name.strip(), username, reason, shown);
    model.addAttribute("username", username);
    model.addAttribute("reason", reason);
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    String usernameProblem = usernameProblem(account, visitor);
    if (account.isEmpty() || usernameProblem != null || form.why().isEmpty()) {
      model.addAttribute("usernameProblem", usernameProblem);
      return missing(form, visitor, response, model);
    }
    if (!check.wasShown(account.get(), person, visitor, request, model)) {
      return refuse(HttpStatus.UNPROCESSABLE_CONTENT, null, form, visitor, response, model);
    }
    return confirm(account.get().id(), form, visitor, request, response, model);
  }

  /** Confirms a name, unless it opens by now another number of studies than the page said. */
  private String confirm(
      AccountId account,
      Form form,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (unmatched.opens(form.name()).studies() != form.shown()) {
      return refuse(
          HttpStatus.CONFLICT,
          Messages.text("staff.names.differs"),
          form,
          visitor,
          response,
          model);
    }
    Origin origin = Origin.of(request);
    return answer(
        StaffAct.CONFIRM_NAME,
        staff -> names.confirm(account, form.name(), staff.actor().because(form.why()), origin),
        "confirmed",
        Messages.text("admin.names.taken"),
        form,
        visitor,
        response,
        model);
  }

  @PostMapping("/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Form form = new Form(name, "", reason, 0);
    model.addAttribute("reason", reason);
    if (form.why().isEmpty()) {
      return missing(form, visitor, response, model);
    }
    Origin origin = Origin.of(request);
    return answer(
        StaffAct.WITHDRAW_NAME,
        staff -> names.withdraw(new AccountId(id), name, staff.actor().because(form.why()), origin),
        "withdrawn",
        Messages.text("admin.names.gone"),
        form,
        visitor,
        response,
        model);
  }

  private String answer(
      StaffAct act,
      Function<Staff, Boolean> operation,
      String note,
      String otherwise,
      Form form,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    Optional<Boolean> done = acts.run(act, visitor, operation);
    if (done.isEmpty()) {
      return refuse(HttpStatus.FORBIDDEN, acts.refusal(visitor), form, visitor, response, model);
    }
    return done.get()
        ? "redirect:/admin/names?done=" + note
        : refuse(HttpStatus.CONFLICT, otherwise, form, visitor, response, model);
  }

  private String missing(Form form, Visitor visitor, HttpServletResponse response, Model model) {
    model.addAttribute(
        "reasonProblem", form.why().isEmpty() ? Messages.text("staff.reason.missing") : null);
    return refuse(HttpStatus.UNPROCESSABLE_CONTENT, null, form, visitor, response, model);
  }

  private String refuse(
      HttpStatus status,
      @Nullable String refusal,
      Form form,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(visitor, form.name(), model);
  }

  private String show(Visitor visitor, String name, Model model) {
    NameAccess opens = unmatched.opens(name);
    Optional<ConfirmedName> confirmed =
        names.all().stream().filter(it -> it.name().equals(name)).findFirst();
    model.addAttribute("fresh", acts.isFresh(visitor));
    model.addAttribute("opens", NameLine.of(opens));
    model.addAttribute("confirmed", confirmed.orElse(null));
    return "admin/name";
  }

  private String list(Model model) {
    model.addAttribute("waiting", unmatched.newest(MAX_SHOWN).stream().map(NameLine::of).toList());
    model.addAttribute("names", names.all());
    return "admin/names";
  }

  private static @Nullable String usernameProblem(Optional<Account> account, Visitor visitor) {
    if (account.isEmpty()) {
      return Messages.text("admin.refused.no-account");
    }
    if (account.get().id().equals(visitor.account())) {
      return Messages.text("admin.names.own");
    }
    return switch (account.get().role()) {
      case PHYSICIAN, ADMIN -> null;
      case HELPDESK, PATIENT -> Messages.text("staff.names.role");
    };
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "confirmed" -> Messages.text("admin.names.confirmed");
      case "withdrawn" -> Messages.text("admin.names.withdrawn");
      default -> null;
    };
  }
}
