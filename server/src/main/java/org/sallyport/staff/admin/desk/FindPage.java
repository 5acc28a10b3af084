package org.sallyport.staff.admin.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.search.AccountSearch;
import org.sallyport.gate.account.search.FoundAccount;
import org.sallyport.gate.account.search.LockedAccounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.sallyport.staff.admin.pages.ChannelTroubles;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds the account of a caller; the start page of the help desk. What was typed is sent in a form,
 * so that names and numbers are in no address, and so in no log.
 */
@Controller
@ForHelpDesk
@RequiredArgsConstructor
class FindPage {
  private static final int MIN_LENGTH = 2;

  private final AccountSearch search;
  private final StaffSearches searches;
  private final LockedAccounts locked;
  private final ChannelTroubles troubles;

  @GetMapping("/admin/desk")
  String page(Model model) {
    model.addAttribute("troubles", troubles.ofLate());
    model.addAttribute("locked", locked.count());
    return "admin/desk/find";
  }

  @PostMapping("/admin/desk/find")
  String find(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String q,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("q", q);
    if (q.strip().length() < MIN_LENGTH) {
      model.addAttribute("searchProblem", Messages.text("desk.find.empty"));
      return "admin/desk/find";
    }
    List<FoundAccount> found = search.find(q);
    searches.record(visitor, "accounts", q, found.size(), Origin.of(request));
    model.addAttribute(
        "more", found.size() > AccountSearch.MAX_RESULTS ? AccountSearch.MAX_RESULTS : null);
    model.addAttribute(
        "found", found.stream().limit(AccountSearch.MAX_RESULTS).map(FoundRow::of).toList());
    return "admin/desk/find";
  }
}
