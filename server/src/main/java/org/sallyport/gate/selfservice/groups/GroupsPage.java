package org.sallyport.gate.selfservice.groups;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.ActorNames;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.groups.Membership;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The practices and departments of the visitor. An admin of one confirms its members, all at once
 * or one by one, and removes them; everybody can leave. What gives access needs a fresh second
 * factor (rule 28); what takes it away does not.
 */
@Controller
@RequestMapping("/settings/groups")
@ForSignedIn
@RequiredArgsConstructor
class GroupsPage {
  private static final String BACK = "redirect:/settings/groups";

  private final Groups groups;
  private final GroupChanges changes;
  private final ChangeAnswers answers;
  private final Installation installation;
  private final Clock clock;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String done,
      Model model) {
    model.addAttribute("groups", views(visitor.account()));
    model.addAttribute("note", note(done));
    model.addAttribute("problem", "last-admin".equals(done) ? problem() : null);
    return "settings/groups";
  }

  private List<GroupView> views(AccountId account) {
    Instant now = clock.instant();
    return groups.of(account).stream()
        .map(
            it ->
                GroupView.of(
                    it, groups.members(it.group().id()), account, now, installation.zone()))
        .toList();
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID group,
      @RequestParam UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return answers.afterFactor(
        visitor,
        Change.GROUPS,
        origin,
        response,
        model,
        () -> confirm(visitor, group, _ -> List.of(new AccountId(id)), origin));
  }

  /** Confirms every member whose account is not disabled, also lapsed ones. */
  @PostMapping("/confirm-all")
  String confirmAll(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID group,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return answers.afterFactor(
        visitor,
        Change.GROUPS,
        origin,
        response,
        model,
        () -> confirm(visitor, group, this::all, origin));
  }

  private List<AccountId> all(Group group) {
    return groups.members(group.id()).stream().map(GroupMember::account).toList();
  }

  private String confirm(
      Visitor visitor, UUID group, Function<Group, List<AccountId>> members, Origin origin) {
    long confirmed =
        mine(visitor, group).stream()
            .flatMap(
                mine ->
                    members.apply(mine).stream()
                        .filter(it -> changes.confirm(mine, it, ActorNames.actor(visitor), origin)))
            .count();
    return confirmed > 0 ? BACK + "?done=confirmed" : BACK;
  }

  @PostMapping("/remove")
  String remove(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID group,
      @RequestParam UUID id,
      HttpServletRequest request) {
    boolean removed =
        mine(visitor, group)
            .filter(
                it ->
                    changes.remove(
                        it, new AccountId(id), ActorNames.actor(visitor), Origin.of(request)))
            .isPresent();
    return removed ? BACK + "?done=removed" : BACK;
  }

  @PostMapping("/leave")
  String leave(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    Optional<Group> mine = mine(visitor, id);
    if (mine.isEmpty()) {
      return BACK;
    }
    boolean left =
        changes.leave(
            mine.get(), visitor.account(), ActorNames.actor(visitor).name(), Origin.of(request));
    return left ? BACK + "?done=left" : BACK + "?done=last-admin";
  }

  /** The visitor's group of that id; the statement of the change decides what they may do in it. */
  private Optional<Group> mine(Visitor visitor, UUID id) {
    return groups.of(visitor.account()).stream()
        .map(Membership::group)
        .filter(group -> group.id().value().equals(id))
        .findFirst();
  }

  private static @Nullable String note(@Nullable String done) {
    Map<String, String> notes =
        Map.of(
            "confirmed", Messages.text("settings.groups.confirmed"),
            "removed", Messages.text("settings.groups.removed"),
            "left", Messages.text("settings.groups.left"));
    return done == null ? null : notes.get(done);
  }

  private static String problem() {
    return Messages.text("settings.groups.last-admin");
  }
}
