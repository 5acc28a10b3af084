package org.sallyport.staff.admin.directories;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.directory.AlikeAccounts;
import org.sallyport.gate.directory.AlikeAccounts.Pair;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryLinks;
import org.sallyport.gate.directory.DirectoryLinks.Entry;
import org.sallyport.gate.directory.DirectoryLinks.Linking;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.platform.access.Actor;
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
import org.springframework.web.server.ResponseStatusException;

/**
 * Links many accounts at once, for a hospital whose people had accounts before its directory was
 * connected: the admin sees each pair, and approves those that are ticked.
 */
@Controller
@RequestMapping("/admin/directories")
@ForAdmin
@RequiredArgsConstructor
class AlikePage {
  /** A box is named by the entry, and has the account as its value. */
  private static final String TICKED = "link-";

  private final Directories directories;
  private final DirectoryLinks links;
  private final AlikeAccounts alike;
  private final Accounts accounts;
  private final DirectoriesPage page;
  private final StaffActs acts;
  private final StaffSearches searches;

  @PostMapping("/alike")
  String alike(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String directory,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LdapDirectory known = known(directory);
    try {
      int pairs = show(known, after, model);
      searches.record(visitor, "directory", after, pairs, Origin.of(request));
      return "admin/directory-alike";
    } catch (LdapUnreachable e) {
      return page.away(response, model);
    }
  }

  /** Links the ticked pairs; each is looked at again, and who does not agree any more is left. */
  @PostMapping("/link-alike")
  String link(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String directory,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LdapDirectory known = known(directory);
    String why = AdminForms.line(reason);
    Map<String, AccountId> ticked = ticked(fields);
    model.addAttribute("reason", reason);
    try {
      if (why.isEmpty() || ticked.isEmpty()) {
        RefusedForm.answer(response);
        model.addAttribute(
            "reasonProblem", why.isEmpty() ? Messages.text("staff.reason.missing") : null);
        model.addAttribute(
            "refusal", ticked.isEmpty() ? Messages.text("admin.directories.none-ticked") : null);
        show(known, after, model);
        return "admin/directory-alike";
      }
      List<Entry> entries = links.withIds(directory, ticked.keySet());
      Origin origin = Origin.of(request);
      Optional<Integer> linked =
          acts.run(
              StaffAct.LINK_ALIKE,
              visitor,
              staff -> link(entries, ticked, staff.actor().because(why), origin));
      if (linked.isEmpty()) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        model.addAttribute("refusal", acts.refusal(visitor));
      } else {
        model.addAttribute(
            "note",
            Messages.text(
                "admin.directories.linked-many", linked.get(), ticked.size() - linked.get()));
      }
      show(known, after, model);
      return "admin/directory-alike";
    } catch (LdapUnreachable e) {
      return page.away(response, model);
    }
  }

  private int link(List<Entry> entries, Map<String, AccountId> ticked, Actor by, Origin origin) {
    int linked = 0;
    for (Entry entry : entries) {
      AccountId id = ticked.get(entry.objectId());
      Optional<Account> account = id == null ? Optional.empty() : accounts.find(id);
      if (account.isPresent()
          && alike.agree(account.get(), entry)
          && links.link(entry, account.get().id(), by, origin) == Linking.DONE) {
        linked++;
      }
    }
    return linked;
  }

  /** The accounts by the ids of the entries that they are ticked with. */
  private static Map<String, AccountId> ticked(Map<String, String> fields) {
    Map<String, AccountId> ticked = new HashMap<>();
    fields.forEach(
        (name, account) -> {
          if (name.startsWith(TICKED) && ticked.size() < AlikeAccounts.AT_ONCE) {
            ticked.put(name.substring(TICKED.length()), id(account));
          }
        });
    return ticked;
  }

  private static AccountId id(String account) {
    try {
      return new AccountId(UUID.fromString(account));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no account", e);
    }
  }

  private LdapDirectory known(String directory) {
    return directories
        .find(directory)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private int show(LdapDirectory directory, String after, Model model) throws LdapUnreachable {
    AlikeAccounts.Page found = alike.after(directory, after);
    List<Pair> pairs = found.pairs();
    model.addAttribute("directory", directory.name());
    model.addAttribute("after", after);
    model.addAttribute("next", found.next().orElse(null));
    model.addAttribute("pairs", pairs.stream().map(BothSides::of).toList());
    return pairs.size();
  }
}
