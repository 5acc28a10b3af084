package org.sallyport.connect.adminapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.administration.GroupActs;
import org.sallyport.gate.administration.GroupActs.Act;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Practices and departments: their members, and changing them. */
@RestController
@RequestMapping(AdminApi.ROOT + "/groups")
@RequiredArgsConstructor
class GroupCalls {
  private final Groups groups;
  private final GroupActs acts;
  private final ApiAccounts accounts;
  private final KeyedHash hash;
  private final StrictJson json;

  /**
   * A group in the list.
   *
   * @param lapsed how many of the members nobody has confirmed in time
   */
  record ListedGroup(String id, String name, String kind, int members, int lapsed) {}

  /** All groups. */
  record GroupsBody(List<ListedGroup> groups) {}

  /**
   * A member.
   *
   * @param admin whether they may confirm and remove members
   * @param until when the membership lapses
   */
  record MemberBody(String account, String username, boolean admin, Instant until) {}

  /** A group with its members. */
  record GroupBody(String id, String name, String kind, List<MemberBody> members) {}

  @GetMapping
  @ForKey(KeyScope.GROUPS_READ)
  ResponseEntity<Object> all() {
    return ResponseEntity.ok(
        new GroupsBody(
            groups.sizes().stream()
                .map(
                    it ->
                        new ListedGroup(
                            it.group().id().toString(),
                            it.group().name(),
                            kind(it.group()),
                            it.members(),
                            it.lapsed()))
                .toList()));
  }

  @GetMapping("/{id}")
  @ForKey(KeyScope.GROUPS_READ)
  ResponseEntity<Object> one(@PathVariable UUID id) {
    return groups.find(new GroupId(id)).map(this::shown).orElseGet(GroupCalls::none);
  }

  /** Adds, confirms or removes a member. */
  @PostMapping(
      path = "/{id}/members/{account}/{act:add|confirm|remove}",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @ForKey(KeyScope.GROUPS_WRITE)
  @Transactional
  ResponseEntity<Object> change(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @PathVariable UUID account,
      @PathVariable String act,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    Optional<ApiBody> body = ApiBody.read(text, json, Set.of());
    if (body.isEmpty()) {
      return Problem.answer(HttpStatus.BAD_REQUEST, "api.fault.malformed");
    }
    String reason = body.get().reason();
    if (!body.get().wrong().isEmpty()) {
      return Problem.ofFields(body.get().wrong());
    }
    accounts.takeTurn();
    Optional<Group> group = groups.hold(new GroupId(id));
    Optional<Account> member = accounts.find(new AccountId(account));
    if (group.isEmpty() || member.isEmpty()) {
      return group.isEmpty() ? none() : AccountCalls.none();
    }
    Optional<ResponseEntity<Object>> changed =
        Preconditions.refusal(ifMatch, etag(body(group.get())));
    if (changed.isPresent()) {
      return changed.get();
    }
    Origin origin = Origin.withoutSession(request);
    if (!act.equals("confirm")) {
      Optional<ResponseEntity<Object>> stopped =
          accounts.stop(holder, member.get().id(), "groups: " + group.get().name(), origin);
      if (stopped.isPresent()) {
        return stopped.get();
      }
    }
    return acts.act(
            Act.of(act).orElseThrow(),
            group.get(),
            member.get().id(),
            holder.actor(),
            reason,
            origin)
        .map(why -> Problem.said(HttpStatus.CONFLICT, why))
        .orElseGet(() -> shown(group.get()));
  }

  private ResponseEntity<Object> shown(Group group) {
    GroupBody body = body(group);
    return ResponseEntity.ok().eTag(etag(body)).body(body);
  }

  private String etag(GroupBody body) {
    return '"' + hash.token(KeyPurpose.API_ETAG, body.toString()) + '"';
  }

  private GroupBody body(Group group) {
    return new GroupBody(
        group.id().toString(),
        group.name(),
        kind(group),
        groups.members(group.id()).stream()
            .map(
                it ->
                    new MemberBody(it.account().toString(), it.username(), it.admin(), it.until()))
            .toList());
  }

  private static String kind(Group group) {
    return group.kind().name().toLowerCase(Locale.ROOT);
  }

  private static ResponseEntity<Object> none() {
    return Problem.answer(HttpStatus.NOT_FOUND, "api.no-group");
  }
}
