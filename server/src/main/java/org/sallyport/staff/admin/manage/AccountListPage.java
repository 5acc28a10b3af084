package org.sallyport.staff.admin.manage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.AccountList;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffDownloads;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lists the accounts that meet the filters, by username, and gives them as a file. Each page and
 * each file is recorded as a search.
 */
@Controller
@RequestMapping("/admin/manage/list")
@ForAdmin
@RequiredArgsConstructor
class AccountListPage {
  private final AccountList list;
  private final AccountListCheck check;
  private final AccountListRows rows;
  private final StaffActs acts;
  private final StaffSearches searches;
  private final StaffDownloads downloads;

  /**
   * A page of the list.
   *
   * @param fields the filters
   * @param after the last account of the page before; null for the first page
   */
  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      @RequestParam(required = false) @Nullable UUID after,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    AccountListForm form = AccountListForm.of(fields);
    AccountListCheck.Checked checked = check.check(form);
    if (!checked.isRight()) {
      return refuse(form, checked, response, model);
    }
    AccountList.Page page =
        list.page(checked.criteria(), after == null ? null : new AccountId(after));
    searches.record(visitor, "list", words(form), page.accounts().size(), Origin.of(request));
    return show(form, checked.criteria(), page, after == null, model);
  }

  /** Sends the accounts as a file. */
  @PostMapping("/file")
  @Nullable String file(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    AccountListForm form = AccountListForm.of(fields);
    AccountListCheck.Checked checked = check.check(form);
    Optional<StaffActs.Staff> staff = acts.run(StaffAct.EXPORT_ACCOUNTS, visitor, it -> it);
    if (staff.isEmpty()) {
      return "redirect:/admin/manage/list";
    }
    if (!checked.isRight()) {
      return refuse(form, checked, response, model);
    }
    Origin origin = Origin.of(request);
    boolean cut = count(checked.criteria()) > AccountListFile.MAX_ACCOUNTS;
    AccountListFile file =
        new AccountListFile(
            rows.fileName(cut),
            list,
            checked.criteria(),
            (written, whole) ->
                searches.record(visitor, "list-file", words(form), written.intValue(), origin));
    if (downloads.send(visitor, file, response)) {
      return null;
    }
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    model.addAttribute("busy", true);
    return show(form, checked.criteria(), list.page(checked.criteria(), null), true, model);
  }

  /** Makes Tomcat close the connection, so that the client sees that the file is incomplete. */
  @ExceptionHandler
  void broken(CloseNowException fault) throws CloseNowException {
    throw fault;
  }

  /** The client has closed the connection, so no error response is possible. */
  @ExceptionHandler
  void gone(IOException fault) {}

  private static String words(AccountListForm form) {
    return form.set().toString();
  }

  private int count(AccountCriteria criteria) {
    return list.count(criteria, AccountListFile.MAX_ACCOUNTS + 1);
  }

  private String refuse(
      AccountListForm form,
      AccountListCheck.Checked checked,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response, model, "problems", checked.problems());
    return form(form, model);
  }

  private String show(
      AccountListForm form,
      AccountCriteria criteria,
      AccountList.Page page,
      boolean first,
      Model model) {
    int all = count(criteria);
    @Nullable AccountId next = page.next();
    model.addAttribute("rows", rows.of(page.accounts()));
    model.addAttribute("first", first);
    model.addAttribute("next", next == null ? null : next.value());
    model.addAttribute("all", Math.min(all, AccountListFile.MAX_ACCOUNTS));
    model.addAttribute("more", all > AccountListFile.MAX_ACCOUNTS);
    model.addAttribute("problems", Map.of());
    return form(form, model);
  }

  private String form(AccountListForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("filters", form.set());
    model.addAttribute("choices", check.choices());
    model.addAttribute("kept", rows.daysKept());
    return "admin/manage-list";
  }
}
