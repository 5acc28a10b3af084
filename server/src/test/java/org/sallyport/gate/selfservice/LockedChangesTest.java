package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.PostHandlers;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rule 28: while an account is locked no change is begun or finished, and what was begun is void.
 */
@SallyportTest
class LockedChangesTest {
  private static final String LOCK =
      "update account set locked_at = now(), lock_reference = 'L-0000' where id = ?";
  private static final String UNLOCK =
      "update account set locked_at = null, lock_reference = null, wrong_codes = 0 where id = ?";

  /**
   * What the owner of a locked account may do: each only ends something, opens a page, or changes
   * nothing of the account. Groups have a test of their own, in GroupsTest.
   */
  private static final Set<String> ENDS_ONLY =
      Set.of(
          "/settings/browsers/forget",
          "/settings/browsers/forget-all",
          "/settings/applications/end",
          "/settings/sessions/end",
          "/settings/sessions/end-others",
          "/settings/history/not-me",
          "/settings/confirm/cancel",
          "/settings/phone/code/cancel",
          "/settings/email/code/cancel",
          "/login/phone/code/cancel",
          "/settings/delayed/cancel",
          "/settings/groups/remove",
          "/settings/groups/leave",
          "/settings/notifications",
          "/settings/data/layouts",
          "/login/link/skip",
          "/login/phone/skip");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired PostHandlers handlers;
  @Autowired SecondFactors factors;
  @Autowired Accounts accounts;
  @Autowired SignIns signIns;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;

  /** Every possible change is begun, and all its codes are known. */
  private final class Ready {
    final People.Person person = people.bySms();
    final Browser browser = Inside.bySms(port, person);
    final String number = person.phone().replace("+32470", "+32475");
    final String address = "other." + person.email();
    final String device;
    final String numberCode;
    final String addressCode;
    final String appCode;

    Ready() {
      AppPhone.link(browser, clock);
      device =
          String.valueOf(
              rows.query("select id from totp_secret where account_id = ?", id())
                  .getFirst()
                  .get("id"));
      rows.update(
          "update sign_in set factor_method = 'totp' where account_id = ? and state = 'complete'",
          id());
      for (Change change : Change.values()) {
        if (change.needs() == Rights.NONE) {
          Inside.begin(browser, change);
        }
      }
      browser.post("/settings/phone", "phone", number);
      numberCode = Inside.code(number);
      browser.post("/settings/email", "email", address);
      addressCode = Inside.code(address);
      browser.post("/settings/devices/link/totp");
      appCode = AppPhone.reading(browser.get("/settings/devices/link/totp"), clock).code();
    }

    Object id() {
      return person.id().value();
    }

    /** The form fields for an address that changes something. */
    private String[] fields(String pattern) {
      return switch (pattern) {
        case "/settings/begin" -> new String[] {"change", "phone"};
        case "/settings/method" -> new String[] {"method", "email"};
        case "/settings/phone", "/login/phone" -> new String[] {"phone", number};
        case "/settings/email" -> new String[] {"email", address};
        case "/settings/phone/code", "/login/phone/code" -> new String[] {"code", numberCode};
        case "/settings/email/code" -> new String[] {"code", addressCode};
        case "/settings/password" ->
            new String[] {"current", People.PASSWORD, "password", "quiet harbour seven stones"};
        case "/settings/devices/unlink" -> new String[] {"id", device};
        case "/settings/devices/link/{method}/confirm" -> new String[] {"code", appCode};
        case "/settings/confirm" -> new String[] {"code", "123456"};
        case "/settings/ways" -> new String[] {};
        case "/settings/elsewhere/begin" -> new String[] {"id", "hospital"};
        case "/settings/elsewhere/unlink" -> new String[] {"id", "https://none.example"};
        case "/settings/groups/confirm", "/settings/groups/confirm-all" ->
            new String[] {"group", device, "id", device};
        case "/settings/recovery",
            "/settings/data",
            "/settings/data/marks",
            "/settings/elsewhere/confirm",
            "/settings/confirm/lost",
            "/settings/confirm/resend",
            "/settings/phone/code/resend",
            "/settings/phone/remove",
            "/settings/email/code/resend",
            "/login/phone/code/resend",
            "/settings/devices/link/{method}" ->
            new String[] {};
        default ->
            throw new AssertionError("say here what is sent to " + pattern + ", or why it may");
      };
    }

    Browser.Page send(String pattern) {
      return browser.post(pattern.replace("{method}", "totp"), fields(pattern));
    }

    /** Everything that a change could modify. */
    Map<String, @Nullable Object> state() {
      Map<String, @Nullable Object> state = new TreeMap<>(Inside.account(rows, person));
      for (String table :
          List.of(
              "totp_secret",
              "app_device",
              "passkey",
              "recovery_code",
              "trusted_browser",
              "delayed_change")) {
        state.put(
            table, rows.query("select t::text from " + table + " t where account_id = ?", id()));
      }
      return state;
    }
  }

  private Stream<String> changing() {
    return handlers.patterns().stream()
        .filter(it -> it.startsWith("/settings") || it.matches("/login/(phone|link).*"))
        .filter(it -> !ENDS_ONLY.contains(it));
  }

  @Nested
  class Rule28_NoChangeIsFinished {
    @TestFactory
    Stream<DynamicTest> whileLockedByWhateverIsSent() {
      return changing()
          .map(
              pattern ->
                  DynamicTest.dynamicTest(
                      pattern,
                      () -> {
                        Ready ready = new Ready();
                        rows.update(LOCK, ready.id());
                        Map<String, @Nullable Object> before = ready.state();
                        Browser.Page page = ready.browser.follow(ready.send(pattern));
                        assertThat(ready.state()).isEqualTo(before);
                        assertThat(page.header("Content-Type")).startsWith("text/html");
                        assertThat(page.text())
                            .doesNotContain("is changed")
                            .doesNotContain("Confirm first");
                        assertThat(Inbox.left(ready.number)).isEmpty();
                        assertThat(Inbox.left(ready.address)).isEmpty();
                        assertThat(rows.events(ready.person.id(), "AccountEvent.ChangeRefused"))
                            .as("nobody is alarmed")
                            .isZero();
                      }));
    }

    @TestFactory
    Stream<DynamicTest> afterALockThatWasTakenBack() {
      return changing()
          .filter(
              it -> !it.matches(".*/(begin|recovery|resend|unlink|link/\\{method}|login/phone)"))
          .filter(it -> !it.equals("/login/phone"))
          .map(
              pattern ->
                  DynamicTest.dynamicTest(
                      pattern,
                      () -> {
                        Ready ready = new Ready();
                        lockByCodes(ready);
                        rows.update(UNLOCK, ready.id());
                        Map<String, @Nullable Object> before = ready.state();
                        ready.send(pattern);
                        assertThat(ready.state()).isEqualTo(before);
                      }));
    }

    private void lockByCodes(Ready ready) {
      clock.turn(Duration.ofSeconds(30));
      Browser stranger = new Browser(port);
      stranger.signIn(ready.person.username(), People.PASSWORD);
      String code = Inside.code(ready.person.phone());
      for (int i = 0; i < 5; i++) {
        stranger.post("/login/code", "code", Codes.wrong(code));
      }
      assertThat(rows.isLocked(ready.person.id())).isTrue();
      assertThat(
              rows.query(
                  "select 1 from account_change c join sign_in s on s.id = c.sign_in_id where s.account_id = ?",
                  ready.id()))
          .isEmpty();
    }
  }

  @Nested
  class Rule28_NoChangeIsBegun {
    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {"ADMINISTRATION", "RESETS", "NAMES", "SHARING", "GROUPS"},
        mode = EnumSource.Mode.EXCLUDE)
    void whileLockedHoweverFreshTheFactorIs(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      rows.update(LOCK, person.id().value());
      Browser.Page page = Inside.begin(browser, change);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text())
          .contains("Your account is locked")
          .contains("Give the desk this reference: L-0000.");
      assertThat(
              rows.query(
                  "select 1 from account_change c join sign_in s on s.id = c.sign_in_id where s.account_id = ?",
                  person.id().value()))
          .isEmpty();
    }

    @Test
    void butSessionsAreEndedAndBrowsersForgotten() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofSeconds(30));
      Browser other = Inside.bySms(port, person);
      rows.update(LOCK, person.id().value());
      assertThat(browser.post("/settings/sessions/end-others").location()).endsWith("?ended");
      assertThat(other.get("/settings/account").location()).endsWith("/login");
    }
  }

  @Nested
  class Rule28_WhatWaitsToBeLinkedIsVoid {
    @TestFactory
    Stream<DynamicTest> onceTheAccountIsLocked() {
      return factors.linkable().stream()
          .map(factor -> DynamicTest.dynamicTest(factor.method(), () -> voids(factor, new Lock())));
    }

    @TestFactory
    Stream<DynamicTest> onceTheAccountIsDisabled() {
      return factors.linkable().stream()
          .map(
              factor ->
                  DynamicTest.dynamicTest(factor.method(), () -> voids(factor, new Disable())));
    }

    private void voids(EnrollableFactor factor, Event event) {
      People.Person person = people.bySms();
      Inside.bySms(port, person);
      transaction.executeWithoutResult(
          status -> {
            HeldAccount held = accounts.hold(person.id());
            SignIn session = session(person);
            factor.begin(held, session);
            assertThat(factor.pending(held.account(), session)).isPresent();
            events.publish(event.of(held.account(), session.id()), Origin.COMMAND_LINE);
            assertThat(factor.pending(held.account(), session)).isEmpty();
          });
    }

    private SignIn session(People.Person person) {
      Object id =
          rows.query(
                  "select id from sign_in where account_id = ? and state = 'complete'",
                  person.id().value())
              .getFirst()
              .get("id");
      return signIns
          .find(new SignInId(java.util.UUID.fromString(String.valueOf(id))))
          .orElseThrow();
    }

    /** An event that voids pending changes. */
    private interface Event {
      DomainEvent of(Account account, SignInId session);
    }

    private record Lock() implements Event {
      @Override
      public DomainEvent of(Account account, SignInId session) {
        return new LockEvent.Locked(account.id(), session, "L-0000");
      }
    }

    private record Disable() implements Event {
      @Override
      public DomainEvent of(Account account, SignInId session) {
        return new AccountEvent.Disabled(account.id(), "the desk", "test");
      }
    }
  }
}
