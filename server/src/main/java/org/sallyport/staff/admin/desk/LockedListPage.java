package org.sallyport.staff.admin.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.search.LockedAccounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.sallyport.staff.admin.obstacles.LockSentence;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists whose account is locked, since when and why. Opening it is recorded as a search. */
@Controller
@ForHelpDesk
@RequiredArgsConstructor
class LockedListPage {
  private static final int LAST_PAGE = 1000;

  private final LockedAccounts locked;
  private final Accounts accounts;
  private final LockSentence lock;
  private final StaffSearches searches;

  /**
   * A page of the list.
   *
   * @param page from 1
   */
  @GetMapping("/admin/desk/locked")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "1") int page,
      HttpServletRequest request,
      Model model) {
    if (page < 1 || page > LAST_PAGE) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    List<LockedRow> rows =
        locked.page(page).stream()
            .flatMap(id -> accounts.find(id).stream())
            .flatMap(account -> row(account).stream())
            .toList();
    searches.record(visitor, "locked", "", rows.size(), Origin.of(request));
    int all = locked.count();
    model.addAttribute("locked", rows);
    model.addAttribute("all", all);
    model.addAttribute("earlier", page > 1 ? page - 1 : null);
    model.addAttribute("later", next(page, all));
    return "admin/desk/locked";
  }

  /** Empty if it was unlocked a moment ago. */
  private Optional<LockedRow> row(Account account) {
    return lock.of(account).map(it -> new LockedRow(FoundRow.of(account), it.sentence()));
  }

  private static @Nullable Integer next(int page, int all) {
    return page < LAST_PAGE && page * LockedAccounts.PAGE_SIZE < all ? page + 1 : null;
  }
}
