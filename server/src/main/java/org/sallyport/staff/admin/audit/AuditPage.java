package org.sallyport.staff.admin.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.platform.audit.search.PagePosition;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AuditSearched;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The audit log: a search, one event, and exports, each of which is recorded itself. What is
 * searched for is sent in a form, so that no name is in an address.
 */
@Controller
@RequestMapping("/admin/audit")
@ForAdmin
@RequiredArgsConstructor
class AuditPage {
  private final FormCheck check;
  private final AuditSearch search;
  private final AuditRows rows;
  private final AuditDownload download;
  private final StaffActs acts;
  private final DomainEvents events;

  @GetMapping
  String page(Model model) {
    return show(AuditForm.EMPTY, Map.of(), model);
  }

  @PostMapping("/search")
  String search(
      @AuthenticationPrincipal Visitor visitor,
      @ModelAttribute AuditForm form,
      @RequestParam(defaultValue = "") String before,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    CheckedForm checked = check.check(form);
    if (!checked.isRight()) {
      RefusedForm.answer(response);
      return show(form, checked.problems(), model);
    }
    Map<String, String> criteria = new LinkedHashMap<>(form.filledIn());
    AuditRecord.@Nullable Position position = PagePosition.parse(before).orElse(null);
    if (position != null) {
      criteria.put("before", before);
    }
    Optional<AuditSearch.Page> page =
        acts.run(
            StaffAct.SEARCH_AUDIT,
            visitor,
            staff -> {
              AuditSearch.Page found = search.search(checked.criteria(), position);
              record(staff, checked.criteria(), criteria, request);
              return found;
            });
    if (page.isEmpty()) {
      return "redirect:/admin/audit";
    }
    model.addAttribute("rows", rows.of(page.get().events()));
    model.addAttribute("first", position == null);
    model.addAttribute("older", PagePosition.text(page.get().next()));
    return show(form, Map.of(), model);
  }

  @GetMapping("/{id:\\d{1,18}}")
  String event(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable long id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<AuditRecord> event =
        acts.run(StaffAct.SEARCH_AUDIT, visitor, staff -> findAndRecord(staff, id, request))
            .flatMap(it -> it);
    if (event.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    model.addAttribute("event", event.map(rows::whole).orElse(null));
    return "admin/audit/event";
  }

  /** The event of an id, if there is one; that it was looked at is recorded. */
  private Optional<AuditRecord> findAndRecord(
      StaffActs.Staff staff, long id, HttpServletRequest request) {
    Optional<AuditRecord> found = search.byId(id);
    found.ifPresent(
        it -> record(staff, AuditCriteria.ALL, Map.of("event", Long.toString(id)), request));
    return found;
  }

  /** Sends all events that are found, as a file. */
  @PostMapping("/export")
  @Nullable String export(
      @AuthenticationPrincipal Visitor visitor,
      @ModelAttribute AuditForm form,
      @RequestParam(defaultValue = "csv") String format,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    CheckedForm checked = check.check(form);
    Optional<StaffActs.Staff> staff = acts.run(StaffAct.EXPORT_AUDIT, visitor, it -> it);
    if (staff.isEmpty()) {
      return "redirect:/admin/audit";
    }
    if (!checked.isRight()) {
      RefusedForm.answer(response);
      return show(form, checked.problems(), model);
    }
    AuditDownload.Wanted wanted =
        new AuditDownload.Wanted(
            form.filledIn(), checked.criteria(), ExportFormat.of(format), Origin.of(request));
    if (download.send(visitor, staff.get(), wanted, response)) {
      return null;
    }
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    model.addAttribute("busy", true);
    return show(form, Map.of(), model);
  }

  /** Makes Tomcat close the connection, so that the client sees that the file is incomplete. */
  @ExceptionHandler
  void broken(CloseNowException fault) throws CloseNowException {
    throw fault;
  }

  /** The client has closed the connection, so no error response is possible. */
  @ExceptionHandler
  void gone(IOException fault) {}

  private void record(
      StaffActs.Staff staff,
      AuditCriteria criteria,
      Map<String, String> words,
      HttpServletRequest request) {
    events.publish(
        new AuditSearched(staff.name(), criteria.person(), criteria.actorAccount(), words),
        Origin.of(request));
  }

  private static String show(AuditForm form, Map<String, String> problems, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("problems", problems);
    model.addAttribute("kinds", KindOption.all());
    return "admin/audit/search";
  }
}
