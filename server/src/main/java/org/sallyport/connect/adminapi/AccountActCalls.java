package org.sallyport.connect.adminapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.administration.Unlocking;
import org.sallyport.platform.access.Actor;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Acts on an account. Each says why, and which state of the account it is about. What gives access
 * or takes it is not done to accounts of staff: an admin does that with a second factor.
 */
@RestController
@RequestMapping(
    path = AdminApi.ROOT + "/accounts/{id}",
    consumes = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class AccountActCalls {
  private static final String NO_STAFF = "api.no-staff";
  private static final String OWN = "api.own";
  private static final String IS_SO = "api.is-so";
  private static final String DISABLED_BY_OTHERS = "api.disabled-by-others";

  private final ApiAccounts accounts;
  private final Disabling disabling;
  private final Activations activations;
  private final Unlocking unlocking;
  private final FactorResets resets;
  private final StrictJson json;

  /** A reset that was asked for, and from when on it takes effect by itself. */
  record ResetBody(Instant dueAt) {}

  @PostMapping("/disable")
  @ForKey(KeyScope.ACCOUNTS_WRITE)
  @Transactional
  ResponseEntity<Object> disable(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    return act(
        id,
        ifMatch,
        text,
        Set.of(),
        (held, body) -> {
          if (held.account().isDisabled()) {
            return Problem.answer(HttpStatus.CONFLICT, IS_SO);
          }
          Origin origin = Origin.withoutSession(request);
          return refusal(holder, held, "disabled", origin)
              .orElseGet(
                  () ->
                      of(
                          disabling.disable(held.id(), holder.actor(), body.reason(), origin),
                          held));
        });
  }

  @PostMapping("/enable")
  @ForKey(KeyScope.ACCOUNTS_WRITE)
  @Transactional
  ResponseEntity<Object> enable(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    return act(
        id,
        ifMatch,
        text,
        Set.of(),
        (held, body) -> {
          Account account = held.account();
          if (!account.isDisabled() || !account.isDisabledBy(holder.actor())) {
            return Problem.answer(
                HttpStatus.CONFLICT, account.isDisabled() ? DISABLED_BY_OTHERS : IS_SO);
          }
          Origin origin = Origin.withoutSession(request);
          return refusal(holder, held, "enabled", origin)
              .orElseGet(
                  () ->
                      of(disabling.enable(held.id(), holder.actor(), body.reason(), origin), held));
        });
  }

  /** Mails a new link to choose a password. */
  @PostMapping("/invite")
  @ForKey(KeyScope.ACCOUNTS_WRITE)
  @Transactional
  ResponseEntity<Object> invite(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    return act(
        id,
        ifMatch,
        text,
        Set.of(),
        (held, body) ->
            switch (activations.invite(
                held.id(), holder.actor().name(), body.reason(), Origin.withoutSession(request))) {
              case Invitation.Sent _ -> done(held);
              case Invitation.Active _ ->
                  Problem.answer(HttpStatus.CONFLICT, "staff.account.has-password");
              case Invitation.NoEmail _ ->
                  Problem.answer(HttpStatus.CONFLICT, "staff.account.no-email");
              case Invitation.Disabled _ ->
                  Problem.answer(HttpStatus.CONFLICT, "staff.account.is-so");
            });
  }

  /** Unlocks it; a few times a day, as at the desk. */
  @PostMapping("/unlock")
  @ForKey(KeyScope.ACCOUNTS_UNLOCK)
  @Transactional
  ResponseEntity<Object> unlock(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    Actor by = holder.actor();
    return act(
        id,
        ifMatch,
        text,
        Set.of(),
        (held, body) -> {
          if (held.id().equals(by.account())) {
            return Problem.answer(HttpStatus.FORBIDDEN, OWN);
          }
          return switch (unlocking.unlock(
              by.name(), held, body.reason(), Origin.withoutSession(request))) {
            case Unlocking.Result.Unlocked _ -> done(held);
            case Unlocking.Result.NotLocked _ ->
                Problem.answer(HttpStatus.CONFLICT, "api.not-locked");
            case Unlocking.Result.ResetFirst _ ->
                Problem.answer(HttpStatus.CONFLICT, "api.reset-first");
            case Unlocking.Result.TooOften _ ->
                Problem.answer(HttpStatus.CONFLICT, "api.unlocked-often");
          };
        });
  }

  /**
   * Asks for a reset of the second factor, as the admin who made the key would (rule 39): another
   * admin confirms it, or it waits. Nobody can ask by the key of somebody who is no admin any more.
   */
  @PostMapping("/reset")
  @ForKey(KeyScope.ACCOUNTS_RESET)
  @Transactional
  ResponseEntity<Object> reset(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      HttpServletRequest request) {
    Actor by = holder.actor();
    return act(
        id,
        ifMatch,
        text,
        Set.of("phoneLost"),
        (held, body) -> {
          boolean phoneLost = body.flag("phoneLost");
          String reason = body.reason();
          if (!body.wrong().isEmpty()) {
            return Problem.ofFields(body.wrong());
          }
          if (held.account().isStaff()) {
            return Problem.answer(HttpStatus.FORBIDDEN, NO_STAFF);
          }
          if (by.account() == null) {
            return Problem.answer(HttpStatus.FORBIDDEN, "api.no-maker");
          }
          return of(
              resets.ask(
                  new ResetRequest(held.id(), by, reason, phoneLost),
                  Origin.withoutSession(request)));
        });
  }

  private static ResponseEntity<Object> of(Reset reset) {
    return switch (reset) {
      case Reset.Requested it ->
          ResponseEntity.status(HttpStatus.ACCEPTED).body(new ResetBody(it.dueAt()));
      case Reset.AskedBefore _ -> Problem.answer(HttpStatus.CONFLICT, "api.reset-open");
      case Reset.AskedTooOften _ -> Problem.answer(HttpStatus.CONFLICT, "api.reset-often");
      case Reset.NoAdmin _ -> Problem.answer(HttpStatus.FORBIDDEN, "api.no-maker");
      case Reset.SamePerson _,
          Reset.FactorRemoved _,
          Reset.Approved _,
          Reset.Cancelled _,
          Reset.NoneOpen _,
          Reset.NewAdmin _,
          Reset.SameBrowser _ ->
          Problem.answer(HttpStatus.FORBIDDEN, OWN);
    };
  }

  private ResponseEntity<Object> of(Disabling.StateChange change, HeldAccount held) {
    return switch (change) {
      case DONE -> done(held);
      case UNCHANGED -> Problem.answer(HttpStatus.CONFLICT, IS_SO);
      case LAST_ADMIN -> Problem.answer(HttpStatus.CONFLICT, "staff.account.last-admin");
      case OWN -> Problem.answer(HttpStatus.FORBIDDEN, OWN);
      case BY_OTHERS -> Problem.answer(HttpStatus.CONFLICT, DISABLED_BY_OTHERS);
    };
  }

  /** Why a key does not disable or enable an account. */
  private Optional<ResponseEntity<Object>> refusal(
      KeyHolder holder, HeldAccount held, String what, Origin origin) {
    if (held.id().equals(holder.madeBy())) {
      return Optional.of(Problem.answer(HttpStatus.FORBIDDEN, OWN));
    }
    return held.account().isStaff()
        ? Optional.of(Problem.answer(HttpStatus.FORBIDDEN, NO_STAFF))
        : accounts.stop(holder, held.id(), what, origin);
  }

  private ResponseEntity<Object> done(HeldAccount held) {
    Account now = accounts.find(held.id()).orElseThrow();
    return ResponseEntity.ok().eTag(accounts.etag(now)).body(accounts.body(now));
  }

  /** Holds the account, and does the act if the body can be read and the account is as it was. */
  private ResponseEntity<Object> act(
      UUID id,
      @Nullable String ifMatch,
      String text,
      Set<String> fields,
      BiFunction<HeldAccount, ApiBody, ResponseEntity<Object>> act) {
    Optional<ApiBody> body = ApiBody.read(text, json, fields);
    if (body.isEmpty()) {
      return Problem.answer(HttpStatus.BAD_REQUEST, "api.fault.malformed");
    }
    body.get().reason();
    if (!body.get().wrong().isEmpty()) {
      return Problem.ofFields(body.get().wrong());
    }
    Optional<HeldAccount> held = accounts.hold(new AccountId(id));
    if (held.isEmpty()) {
      return AccountCalls.none();
    }
    return Preconditions.refusal(ifMatch, accounts.etag(held.get().account()))
        .orElseGet(() -> act.apply(held.get(), body.get()));
  }
}
