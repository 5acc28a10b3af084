package org.sallyport.staff.admin.manage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.imports.ImportProperties;
import org.sallyport.gate.administration.AccountActs;
import org.sallyport.gate.administration.AccountActs.Saved;
import org.sallyport.gate.administration.AccountForm;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that makes an account, or changes what is filled in of an existing one. */
@Controller
@RequestMapping("/admin/manage")
@ForAdmin
@RequiredArgsConstructor
class AccountFormPage {
  private final Accounts accounts;
  private final AccountFacts facts;
  private final AccountActs acts;
  private final StaffActs staff;
  private final FactorNames factors;
  private final ImportProperties properties;

  @GetMapping("/new")
  String make(Model model) {
    return show(null, AccountForm.empty(), model);
  }

  @GetMapping("/{id}/edit")
  String edit(@PathVariable UUID id, Model model) {
    return show(AdminForms.account(accounts, id), AccountForm.empty(), model);
  }

  @PostMapping("/new/make")
  String made(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return save(null, AccountForm.of(fields), fields, visitor, request, response, model);
  }

  @PostMapping("/{id}/edit/save")
  String edited(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    AccountForm form = AccountForm.of(fields).named(account.username());
    return form.changesSomething()
        ? save(account, form, fields, visitor, request, response, model)
        : "redirect:/admin/manage/" + id + "?done=unchanged";
  }

  private String save(
      @Nullable Account account,
      AccountForm form,
      Map<String, String> fields,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String typed = fields.getOrDefault("reason", "");
    String reason = AdminForms.line(typed);
    model.addAttribute("reason", typed);
    if (reason.isEmpty()) {
      model.addAttribute("reasonProblem", Messages.text("staff.reason.missing"));
      return wrong(account, form, Map.of(), response, model);
    }
    Origin origin = Origin.of(request);
    Optional<Saved> saved =
        staff.run(
            account == null ? StaffAct.MAKE_ACCOUNT : StaffAct.EDIT_ACCOUNT,
            visitor,
            admin ->
                account == null
                    ? acts.make(form, admin.actor(), reason, origin)
                    : acts.edit(form, admin.actor(), reason, origin));
    if (saved.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("refusal", staff.refusal(visitor));
      return show(account, form, model);
    }
    return switch (saved.get()) {
      case Saved.Invalid refused -> wrong(account, form, refused.problems(), response, model);
      case Saved.Stored stored ->
          "redirect:/admin/manage/" + stored.account() + done(account, stored);
    };
  }

  private static String done(@Nullable Account account, Saved.Stored stored) {
    if (account == null) {
      return "?done=made";
    }
    return stored.changed() ? "?done=edited" : "?done=unchanged";
  }

  private String wrong(
      @Nullable Account account,
      AccountForm form,
      Map<String, String> problems,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response, model, "problems", problems);
    return show(account, form, model);
  }

  private String show(@Nullable Account account, AccountForm form, Model model) {
    model.addAttribute("id", account == null ? null : account.id().value());
    model.addAttribute("account", account == null ? null : account.username());
    model.addAttribute("contactWait", AdminForms.contactWait(properties));
    model.addAttribute("typed", form.typed());
    model.addAttribute("removed", form.removed());
    model.addAttribute("present", account == null ? new HashMap<>() : facts.values(account));
    model.addAttribute("roles", roles(account));
    model.addAttribute("methods", methods(account));
    if (!model.containsAttribute("problems")) {
      model.addAttribute("problems", Map.of());
    }
    return "admin/manage-form";
  }

  private static Map<String, String> roles(@Nullable Account account) {
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("", Messages.text(account == null ? "staff.form.choose" : "staff.form.keep"));
    for (Role role : Role.values()) {
      roles.put(role.word(), AccountFacts.role(role.word()));
    }
    return roles;
  }

  private Map<String, String> methods(@Nullable Account account) {
    Map<String, String> methods = new LinkedHashMap<>();
    boolean open = account == null || account.method() == null;
    methods.put("", Messages.text(open ? "staff.form.keep-method" : "staff.form.keep"));
    Stream.of("email", "sms")
        .filter(factors::isAllowed)
        .forEach(method -> methods.put(method, Messages.text("staff.form.method." + method)));
    return methods;
  }
}
