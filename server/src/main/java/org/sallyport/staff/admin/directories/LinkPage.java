package org.sallyport.staff.admin.directories;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.directory.AlikeAccounts;
import org.sallyport.gate.directory.DirectoryLinks;
import org.sallyport.gate.directory.DirectoryLinks.Entry;
import org.sallyport.gate.directory.DirectoryLinks.Linking;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Links one account with one person of a directory, after showing both. */
@Controller
@RequestMapping("/admin/directories")
@ForAdmin
@RequiredArgsConstructor
class LinkPage {
  private final DirectoriesPage page;
  private final DirectoryLinks links;
  private final AlikeAccounts alike;
  private final Accounts accounts;
  private final StaffActs acts;
  private final StaffSearches searches;

  /** Shows an account beside the person of a directory; sent as a form, so in no address. */
  @PostMapping("/look")
  String look(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String directory,
      @RequestParam(defaultValue = "") String there,
      @RequestParam(defaultValue = "") String username,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("directory", directory);
    model.addAttribute("there", there);
    model.addAttribute("username", username);
    Optional<Account> account = accounts.findByUsername(AdminForms.line(username));
    try {
      Optional<Entry> found = links.find(directory, AdminForms.line(there));
      searches.record(visitor, "directory", there, found.isPresent() ? 1 : 0, Origin.of(request));
      if (found.isEmpty() || account.isEmpty()) {
        RefusedForm.answer(response);
        model.addAttribute(
            "entryProblem", found.isEmpty() ? Messages.text("admin.directories.no-entry") : null);
        model.addAttribute(
            "usernameProblem",
            account.isEmpty() ? Messages.text("admin.refused.no-account") : null);
        return page.show(model);
      }
      return show(directory, found.get(), account.get(), model);
    } catch (LdapUnreachable e) {
      return page.away(response, model);
    }
  }

  @PostMapping("/link")
  String link(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String directory,
      @RequestParam(defaultValue = "") String objectId,
      @RequestParam UUID account,
      @RequestParam(defaultValue = "") String shown,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account owner = AdminForms.account(accounts, account);
    try {
      Optional<Entry> entry = links.withIds(directory, List.of(objectId)).stream().findFirst();
      if (entry.isEmpty()) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("refusal", Messages.text("admin.directories.gone"));
        return page.show(model);
      }
      model.addAttribute("reason", reason);
      String why = AdminForms.line(reason);
      if (why.isEmpty()) {
        RefusedForm.answer(response, model, "reasonProblem", Messages.text("staff.reason.missing"));
        return show(directory, entry.get(), owner, model);
      }
      if (!entry.get().shown().equals(shown)) {
        return refuse(
            HttpStatus.CONFLICT,
            Messages.text("admin.directories.changed"),
            directory,
            entry.get(),
            owner,
            response,
            model);
      }
      return link(visitor, directory, entry.get(), owner, why, request, response, model);
    } catch (LdapUnreachable e) {
      return page.away(response, model);
    }
  }

  private String link(
      Visitor visitor,
      String directory,
      Entry entry,
      Account owner,
      String why,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    AccountId id = owner.id();
    Optional<Linking> done =
        acts.run(
            StaffAct.LINK_ACCOUNT,
            visitor,
            staff -> links.link(entry, id, staff.actor().because(why), origin));
    if (done.isEmpty()) {
      return refuse(
          HttpStatus.FORBIDDEN, acts.refusal(visitor), directory, entry, owner, response, model);
    }
    return done.get() == Linking.DONE
        ? "redirect:/admin/directories?done=linked"
        : refuse(
            HttpStatus.CONFLICT,
            Messages.text("admin.directories." + refusal(done.get())),
            directory,
            entry,
            owner,
            response,
            model);
  }

  static String refusal(Linking why) {
    return switch (why) {
      case DONE -> throw new IllegalArgumentException("it was linked");
      case DISABLED_THERE -> "refused.disabled-there";
      case NO_ROLE -> "refused.no-role";
      case ENTRY_TAKEN -> "refused.entry-taken";
      case ACCOUNT_TAKEN -> "refused.account-taken";
      case ACCOUNT_DISABLED -> "refused.account-disabled";
      case OWN -> "refused.own";
      case LAST_OWN_ADMIN -> "refused.last-own-admin";
    };
  }

  private String refuse(
      HttpStatus status,
      @Nullable String refusal,
      String directory,
      Entry entry,
      Account owner,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(directory, entry, owner, model);
  }

  private String show(String directory, Entry entry, Account account, Model model) {
    model.addAttribute("directory", directory);
    model.addAttribute("both", BothSides.of(alike.pair(account, entry)));
    return "admin/directory-link";
  }
}
