package org.sallyport.staff.admin.examine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.ActorNames;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.studies.ShareWithdrawal;
import org.sallyport.portal.studies.examination.AccessExaminer;
import org.sallyport.portal.studies.examination.AccountExamination;
import org.sallyport.portal.studies.examination.ExaminedReason;
import org.sallyport.portal.studies.examination.ExaminedStudy;
import org.sallyport.portal.studies.examination.StudyExamination;
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
import org.springframework.web.server.ResponseStatusException;

/**
 * What an account would see, and who sees a study; an admin can withdraw it from a share. What is
 * typed is sent as a form, so that no username and no accession number is in an address.
 */
@Controller
@RequestMapping("/admin/access")
@ForAdmin
@RequiredArgsConstructor
class AccessPage {
  private final AccessExaminer examiner;
  private final Accounts accounts;
  private final ShareWithdrawal withdrawal;
  private final StaffActs acts;
  private final StaffSearches searches;
  private final Installation installation;

  @GetMapping
  String start() {
    return "admin/access";
  }

  @PostMapping("/account")
  String findAccount(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String username,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Account> account = find(visitor, username, request);
    if (account.isPresent()) {
      return "redirect:/admin/access/account/" + account.get().id().value();
    }
    AdminForms.noAccount(username, response, model);
    return "admin/access";
  }

  private Optional<Account> find(Visitor visitor, String username, HttpServletRequest request) {
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    if (!username.isBlank()) {
      searches.record(
          visitor, "username", username, account.isPresent() ? 1 : 0, Origin.of(request));
    }
    return account;
  }

  @PostMapping("/study")
  String findStudy(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String study,
      @RequestParam(defaultValue = "") String person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<ExaminedStudy> found = examiner.find(AdminForms.line(study));
    searches.record(visitor, "study", study, found.size(), Origin.of(request));
    Optional<Account> account = find(visitor, person, request);
    boolean nobody = !person.isBlank() && account.isEmpty();
    model.addAttribute("study", study);
    model.addAttribute("person", person);
    if (found.isEmpty() || nobody) {
      return notFound(found.isEmpty(), nobody, response, model);
    }
    return open(found, account.map(it -> "?account=" + it.id().value()).orElse(""), model);
  }

  private static String notFound(
      boolean noStudy, boolean nobody, HttpServletResponse response, Model model) {
    RefusedForm.answer(
        response, model, "studyProblem", noStudy ? Messages.text("staff.access.no-study") : null);
    model.addAttribute("personProblem", nobody ? Messages.text("admin.refused.no-account") : null);
    return "admin/access";
  }

  /** Leads to the study that was found; of several, the admin chooses one. */
  private static String open(List<ExaminedStudy> found, String of, Model model) {
    if (found.size() == 1) {
      return "redirect:/admin/access/study/" + found.getFirst().uid() + of;
    }
    model.addAttribute("found", found.stream().map(StudyLine::of).toList());
    model.addAttribute("of", of);
    return "admin/access";
  }

  @GetMapping("/account/{id}")
  String account(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String from,
      HttpServletRequest request,
      Model model) {
    Account account = account(id);
    AccountExamination seen =
        examiner.account(account.id(), from, ActorNames.actor(visitor), Origin.of(request));
    model.addAttribute("id", id);
    model.addAttribute("account", account.username());
    model.addAttribute("disabled", account.isDisabled());
    model.addAttribute("rows", seen.rows().stream().map(AccessPage::line).toList());
    model.addAttribute("next", seen.next());
    return "admin/access-account";
  }

  private static AccountLine line(AccountExamination.Row row) {
    return new AccountLine(StudyLine.of(row.study()), row.why());
  }

  @GetMapping("/study/{uid}")
  String study(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam(required = false) @Nullable UUID account,
      @RequestParam(required = false) @Nullable String withdrawn,
      HttpServletRequest request,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(AccessPage::nothing);
    Actor by = ActorNames.actor(visitor);
    Origin origin = Origin.of(request);
    StudyExamination examination =
        examiner.study(study, by, origin).orElseThrow(AccessPage::nothing);
    if (account != null) {
      Account person = account(account);
      List<ExaminedReason> its = examiner.why(person.id(), study, by, origin);
      model.addAttribute("person", person.username());
      model.addAttribute("personDisabled", person.isDisabled());
      model.addAttribute("personSees", its.stream().anyMatch(ExaminedReason::isInForce));
      model.addAttribute("personReasons", lines(its));
    }
    model.addAttribute("note", withdrawn == null ? null : Messages.text("staff.access.withdrew"));
    model.addAttribute("study", StudyLine.of(examination.study()));
    model.addAttribute("reasons", lines(examination.reasons()));
    model.addAttribute("named", examination.named().stream().map(NamedLine::of).toList());
    return "admin/access-study";
  }

  /** Withdraws the study from a share, with what was shared onward. */
  @PostMapping("/study/{uid}/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(AccessPage::nothing);
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      return refused(
          visitor, study, id, Messages.text("staff.reason.missing"), request, response, model);
    }
    Optional<Boolean> withdrawn =
        acts.run(
            StaffAct.END_SHARE,
            visitor,
            staff ->
                withdrawal.withdraw(staff.actor().because(why), id, study, Origin.of(request)));
    if (withdrawn.isEmpty()) {
      return refused(visitor, study, id, acts.refusal(visitor), request, response, model);
    }
    return "redirect:/admin/access/study/" + study + (withdrawn.get() ? "?withdrawn" : "");
  }

  private String refused(
      Visitor visitor,
      StudyUid study,
      UUID share,
      String problem,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response, model, "refusedShare", share);
    model.addAttribute("reasonProblem", problem);
    return study(visitor, study.value(), null, null, request, model);
  }

  private List<ReasonLine> lines(List<ExaminedReason> reasons) {
    return reasons.stream().map(it -> ReasonLine.of(it, installation.zone())).toList();
  }

  private Account account(UUID id) {
    return accounts.find(new AccountId(id)).orElseThrow(AccessPage::nothing);
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
