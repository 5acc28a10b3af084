package org.sallyport.staff.admin.groups;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Renames a group, and deletes one that was made by mistake. */
@Controller
@RequestMapping("/admin/groups/{id}")
@ForAdmin
@RequiredArgsConstructor
class GroupPage {
  private final AllGroupsPage page;
  private final GroupChanges changes;
  private final StaffActs staff;

  @PostMapping("/rename")
  String rename(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String newName,
      @RequestParam(defaultValue = "") String renameReason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Group group = page.group(id);
    String name = AdminForms.name(newName);
    String why = AdminForms.line(renameReason);
    model.addAttribute("newName", newName);
    model.addAttribute("renameReason", renameReason);
    if (name.isEmpty() || why.isEmpty()) {
      model.addAttribute(
          "newNameProblem", name.isEmpty() ? Messages.text("staff.groups.no-name") : null);
      model.addAttribute("renameReasonProblem", missing(why));
      return refused(HttpStatus.UNPROCESSABLE_CONTENT, group, response, model);
    }
    Optional<Boolean> renamed =
        act(
            StaffAct.RENAME_GROUP,
            visitor,
            why,
            by -> changes.rename(group, name, by, Origin.of(request)));
    if (renamed.orElse(false)) {
      return "redirect:/admin/groups/" + id + "?done=renamed";
    }
    return conflict(renamed, "staff.groups.name-taken", visitor, group, response, model);
  }

  @PostMapping("/delete")
  String delete(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String deleteReason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Group group = page.group(id);
    String why = AdminForms.line(deleteReason);
    if (why.isEmpty()) {
      model.addAttribute("deleteReasonProblem", missing(why));
      return refused(HttpStatus.UNPROCESSABLE_CONTENT, group, response, model);
    }
    Optional<Boolean> deleted =
        act(
            StaffAct.DELETE_GROUP,
            visitor,
            why,
            by -> changes.delete(group, by, Origin.of(request)));
    if (deleted.orElse(false)) {
      return "redirect:/admin/groups?done=deleted";
    }
    return conflict(deleted, "staff.groups.in-use", visitor, group, response, model);
  }

  private Optional<Boolean> act(
      StaffAct act, Visitor visitor, String why, Function<Actor, Boolean> change) {
    return staff.run(act, visitor, admin -> change.apply(new Actor(null, admin.name(), why)));
  }

  private static @Nullable String missing(String why) {
    return why.isEmpty() ? Messages.text("staff.reason.missing") : null;
  }

  private String conflict(
      Optional<Boolean> done,
      String words,
      Visitor visitor,
      Group group,
      HttpServletResponse response,
      Model model) {
    model.addAttribute("refusal", done.isPresent() ? Messages.text(words) : staff.refusal(visitor));
    return refused(
        done.isPresent() ? HttpStatus.CONFLICT : HttpStatus.FORBIDDEN, group, response, model);
  }

  private String refused(
      HttpStatus status, Group group, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    return page.show(group, model);
  }
}
