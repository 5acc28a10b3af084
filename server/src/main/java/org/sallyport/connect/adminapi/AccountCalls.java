package org.sallyport.connect.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.AccountList;
import org.sallyport.gate.administration.AccountActs;
import org.sallyport.gate.administration.AccountActs.Planned;
import org.sallyport.gate.administration.AccountActs.Saved;
import org.sallyport.gate.administration.AccountForm;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.AccountId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts: listing, reading, making and changing them. */
@RestController
@RequestMapping(AdminApi.ROOT + "/accounts")
@RequiredArgsConstructor
class AccountCalls {
  private static final String NO_ADMIN = "api.no-staff";

  /** The roles that a key can give. */
  private static final Set<String> GIVEN_ROLES = Set.of(Role.PHYSICIAN.word(), Role.PATIENT.word());

  /** Fields of one text, with the columns of a file of accounts. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "name", "name",
          "email", "email",
          "phone", "phone",
          "method", "method",
          "role", "role",
          "language", "language");

  private static final Map<String, String> LISTS =
      Map.of(
          "physicianNumbers", "physician_numbers",
          "patientNumbers", "patient_numbers",
          "groups", "groups");

  private final ApiAccounts accounts;
  private final AccountList list;
  private final AccountActs acts;
  private final StrictJson json;

  /** An account in a list. */
  record ListedBody(
      String id, String username, String name, String role, String state, List<String> groups) {}

  /**
   * A page of the list.
   *
   * @param next the parameter {@code after} of the next page; null if this is the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListBody(List<ListedBody> accounts, @Nullable String next) {}

  /** By username, 50 at a time; with a username, the one that has it, if any. */
  @GetMapping
  @ForKey(KeyScope.ACCOUNTS_READ)
  ResponseEntity<Object> all(
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String username) {
    if (username != null) {
      return ResponseEntity.ok(
          new ListBody(
              accounts.find(username).stream()
                  .map(accounts::body)
                  .map(
                      it ->
                          new ListedBody(
                              it.id(),
                              it.username(),
                              it.name(),
                              it.role(),
                              it.state(),
                              it.groups()))
                  .toList(),
              null));
    }
    AccountList.Page page =
        list.page(AccountCriteria.ALL, after == null ? null : new AccountId(after));
    AccountId next = page.next();
    return ResponseEntity.ok(
        new ListBody(
            page.accounts().stream()
                .map(
                    it ->
                        new ListedBody(
                            it.id().toString(),
                            it.username(),
                            it.name(),
                            it.role().word(),
                            it.state().word(),
                            it.groups()))
                .toList(),
            next == null ? null : next.toString()));
  }

  @GetMapping("/{id}")
  @ForKey(KeyScope.ACCOUNTS_READ)
  ResponseEntity<Object> one(@PathVariable UUID id) {
    return accounts
        .find(new AccountId(id))
        .map(it -> shown(ResponseEntity.ok(), it))
        .orElseGet(AccountCalls::none);
  }

  /** Makes an account, and mails its owner a link to choose a password. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ForKey(KeyScope.ACCOUNTS_WRITE)
  @Transactional
  ResponseEntity<Object> make(
      @AuthenticationPrincipal KeyHolder holder,
      @RequestBody String text,
      HttpServletRequest request) {
    Optional<ApiBody> read = body(text, Set.of("username"));
    if (read.isEmpty()) {
      return Problem.answer(HttpStatus.BAD_REQUEST, "api.fault.malformed");
    }
    ApiBody body = read.get();
    AccountForm form = form(body).named(body.text("username"));
    String reason = body.reason();
    if (!body.wrong().isEmpty()) {
      return Problem.ofFields(body.wrong());
    }
    if (isStaff(form)) {
      return Problem.answer(HttpStatus.FORBIDDEN, NO_ADMIN);
    }
    return switch (acts.make(form, holder.actor(), reason, Origin.withoutSession(request))) {
      case Saved.Invalid it -> Problem.ofFields(named(it.problems()));
      case Saved.Stored it ->
          shown(
              ResponseEntity.created(URI.create(AdminApi.ROOT + "/accounts/" + it.account())),
              accounts.find(it.account()).orElseThrow());
    };
  }

  /**
   * Changes what is in the body, and nothing else (RFC 7396): null or an empty list removes what
   * can be removed. Accounts of staff are changed by admins alone.
   */
  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, AdminApi.MERGE_PATCH})
  @ForKey(KeyScope.ACCOUNTS_WRITE)
  @Transactional
  ResponseEntity<Object> change(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    Optional<ApiBody> read = body(text, Set.of());
    if (read.isEmpty()) {
      return Problem.answer(HttpStatus.BAD_REQUEST, "api.fault.malformed");
    }
    Optional<HeldAccount> held = accounts.hold(new AccountId(id));
    if (held.isEmpty()) {
      return none();
    }
    Account account = held.get().account();
    Optional<ResponseEntity<Object>> changed =
        Preconditions.refusal(ifMatch, accounts.etag(account));
    if (changed.isPresent()) {
      return changed.get();
    }
    ApiBody body = read.get();
    AccountForm form = form(body).named(account.username());
    String reason = body.reason();
    if (!body.wrong().isEmpty()) {
      return Problem.ofFields(body.wrong());
    }
    if (account.isStaff() || isStaff(form)) {
      return Problem.answer(HttpStatus.FORBIDDEN, NO_ADMIN);
    }
    Origin origin = Origin.withoutSession(request);
    Planned planned = acts.plan(form, holder.actor(), reason, origin);
    if (!planned.problems().isEmpty()) {
      return Problem.ofFields(named(planned.problems()));
    }
    return (planned.changes().isEmpty()
            ? Optional.<ResponseEntity<Object>>empty()
            : accounts.stop(holder, account.id(), String.join(", ", planned.changes()), origin))
        .orElseGet(() -> saved(acts.edit(form, holder.actor(), reason, origin)));
  }

  private ResponseEntity<Object> saved(Saved saved) {
    return switch (saved) {
      case Saved.Invalid it -> Problem.ofFields(named(it.problems()));
      case Saved.Stored it -> shown(ResponseEntity.ok(), accounts.find(it.account()).orElseThrow());
    };
  }

  private Optional<ApiBody> body(String text, Set<String> more) {
    Set<String> known = new HashSet<>(more);
    known.addAll(TEXTS.keySet());
    known.addAll(LISTS.keySet());
    return ApiBody.read(text, json, known);
  }

  private static AccountForm form(ApiBody body) {
    Map<String, String> parameters = new HashMap<>();
    TEXTS.forEach(
        (field, column) -> {
          if (!body.has(field)) {
            return;
          }
          if (field.equals("phone") && body.isRemoved(field)) {
            parameters.put("remove-" + column, "yes");
          } else {
            parameters.put(column, body.text(field));
          }
        });
    LISTS.forEach(
        (field, column) -> {
          if (!body.has(field)) {
            return;
          }
          if (body.isRemoved(field)) {
            parameters.put("remove-" + column, "yes");
          } else {
            List<String> values = body.texts(field);
            if (values.stream().anyMatch(it -> it.contains(";"))) {
              body.refuse(field, "api.body.semicolon");
            }
            parameters.put(column, String.join("; ", values));
          }
        });
    return AccountForm.of(parameters);
  }

  private static boolean isStaff(AccountForm form) {
    String word = form.values().getOrDefault("role", "");
    return !word.isEmpty() && !GIVEN_ROLES.contains(word);
  }

  /** Problems of columns, by the fields of the API. */
  private static Map<String, String> named(Map<String, String> byColumn) {
    Map<String, String> byField = new HashMap<>(byColumn);
    LISTS.forEach(
        (field, column) -> {
          String problem = byField.remove(column);
          if (problem != null) {
            byField.put(field, problem);
          }
        });
    return byField;
  }

  private ResponseEntity<Object> shown(ResponseEntity.BodyBuilder answer, Account account) {
    return answer.eTag(accounts.etag(account)).body(accounts.body(account));
  }

  static ResponseEntity<Object> none() {
    return Problem.answer(HttpStatus.NOT_FOUND, "api.no-account");
  }
}
