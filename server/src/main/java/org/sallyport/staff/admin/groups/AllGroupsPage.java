package org.sallyport.staff.admin.groups;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.administration.GroupActs;
import org.sallyport.gate.administration.GroupActs.Act;
import org.sallyport.gate.administration.GroupActs.Made;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.sallyport.staff.admin.pages.AdminForms;
import org.sallyport.staff.admin.pages.PersonCheck;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Groups and their members. */
@Controller
@RequestMapping("/admin/groups")
@ForAdmin
@RequiredArgsConstructor
class AllGroupsPage {
  private final Groups groups;
  private final GroupActs acts;
  private final Accounts accounts;
  private final StaffActs staff;
  private final PersonCheck check;
  private final StaffSearches searches;
  private final Installation installation;
  private final Clock clock;

  @GetMapping
  String list(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute(
        "note", done.equals("deleted") ? Messages.text("staff.groups.done.deleted") : null);
    return list(model);
  }

  private String list(Model model) {
    model.addAttribute("groups", groups.sizes());
    return "admin/groups";
  }

  @GetMapping("/{id}")
  String members(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("note", note(done));
    Group group = group(id);
    searches.record(
        visitor, "group", group.name(), groups.members(group.id()).size(), Origin.of(request));
    return show(group, model);
  }

  /** Makes a group with its first member. */
  @PostMapping("/make")
  String make(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "practice") String kind,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("name", name);
    model.addAttribute("department", kind.equals("department"));
    model.addAttribute("username", username);
    model.addAttribute("reason", reason);
    String its = AdminForms.name(name);
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    String why = AdminForms.line(reason);
    if (its.isEmpty() || account.isEmpty() || why.isEmpty()) {
      RefusedForm.answer(
          response,
          model,
          "nameProblem",
          its.isEmpty() ? Messages.text("staff.groups.no-name") : null);
      problems(account, why, model);
      return list(model);
    }
    if (!check.wasShown(account.get(), person, visitor, request, model)) {
      RefusedForm.answer(response);
      return list(model);
    }
    Group.Kind of = kind.equals("department") ? Group.Kind.DEPARTMENT : Group.Kind.PRACTICE;
    Origin origin = Origin.of(request);
    return made(
        staff.run(
            StaffAct.MAKE_GROUP,
            visitor,
            admin -> stored(acts.make(its, of, account.get().id(), admin.actor(), why, origin))),
        visitor,
        response,
        model);
  }

  /** Rolls back what was refused; this runs in the transaction of the admin's act. */
  private static Made stored(Made made) {
    if (made.refusal().isPresent()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    }
    return made;
  }

  private String made(
      Optional<Made> made, Visitor visitor, HttpServletResponse response, Model model) {
    GroupId group = made.map(Made::group).orElse(null);
    if (group != null && made.flatMap(Made::refusal).isEmpty()) {
      return "redirect:/admin/groups/" + group.value() + "?done=add";
    }
    response.setStatus((made.isEmpty() ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT).value());
    model.addAttribute(
        "refusal", made.flatMap(Made::refusal).orElseGet(() -> staff.refusal(visitor)));
    return list(model);
  }

  @PostMapping("/{id}/{word:add|confirm|remove|make-admin|no-admin}")
  String act(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @PathVariable String word,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Group group = group(id);
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    String why = AdminForms.line(reason);
    model.addAttribute("username", username);
    model.addAttribute("reason", reason);
    if (account.isEmpty() || why.isEmpty()) {
      RefusedForm.answer(response);
      problems(account, why, model);
      return show(group, model);
    }
    if (!check.wasShown(account.get(), person, visitor, request, model)) {
      RefusedForm.answer(response);
      return show(group, model);
    }
    Act act = Act.of(word).orElseThrow();
    Origin origin = Origin.of(request);
    Optional<Optional<String>> refusal =
        staff.run(
            StaffAct.CHANGE_MEMBER,
            visitor,
            admin -> acts.act(act, group, account.get().id(), admin.actor(), why, origin));
    if (refusal.isPresent() && refusal.get().isEmpty()) {
      return "redirect:/admin/groups/" + id + "?done=" + word;
    }
    response.setStatus((refusal.isEmpty() ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT).value());
    model.addAttribute(
        "refusal", refusal.flatMap(it -> it).orElseGet(() -> staff.refusal(visitor)));
    return show(group, model);
  }

  private static void problems(Optional<Account> account, String why, Model model) {
    model.addAttribute(
        "usernameProblem", account.isEmpty() ? Messages.text("admin.refused.no-account") : null);
    model.addAttribute(
        "reasonProblem", why.isEmpty() ? Messages.text("staff.reason.missing") : null);
  }

  /** The page of a group. */
  String show(Group group, Model model) {
    Instant now = clock.instant();
    model.addAttribute("id", group.id().value());
    model.addAttribute("group", group.name());
    model.addAttribute(
        "members",
        groups.members(group.id()).stream()
            .map(member -> MemberLine.of(member, now, installation.zone()))
            .toList());
    return "admin/group";
  }

  /**
   * The group of an address.
   *
   * @throws ResponseStatusException 404 if there is none
   */
  Group group(UUID id) {
    return groups
        .find(new GroupId(id))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static @Nullable String note(String done) {
    return done.equals("renamed")
        ? Messages.text("staff.groups.done.renamed")
        : Act.of(done).map(act -> Messages.text("staff.groups.done." + act.word())).orElse(null);
  }
}
