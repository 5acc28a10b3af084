package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.PostHandlers;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every form redirects to a page (redirect after POST); submitted twice or reloaded, it shows
 * nothing untrue.
 */
@SallyportTest
class RepeatedPostTest {
  /** Not submitted by a form, or handled by a handler tested elsewhere; each with the reason. */
  private static final Map<String, String> NOT_TRIED =
      Map.ofEntries(
          Map.entry("/language", "the same choice changes nothing; LanguageTest"),
          Map.entry("/settings/groups/confirm", "GroupsTest"),
          Map.entry("/settings/groups/confirm-all", "GroupsTest"),
          Map.entry("/settings/groups/leave", "GroupsTest"),
          Map.entry("/settings/groups/remove", "GroupsTest"),
          Map.entry("/settings/applications/end", "ends once; OwnApplicationsTest"),
          Map.entry("/oauth2/authorize", "answered by a link; CodeFlowTest"),
          Map.entry("/oauth2/request/{id}/allow", "is so already; CodeFlowTest"),
          Map.entry("/oauth2/request/{id}/choose", "is so already; CodeFlowTest"),
          Map.entry("/oauth2/request/{id}/factor", "a step-up; OidcAttacksTest"),
          Map.entry("/oauth2/request/{id}/other", "signs out; CodeFlowTest"),
          Map.entry("/oauth2/request/{id}/refuse", "is over then; CodeFlowTest"),
          Map.entry("/auth/request/{id}/factor", "a step-up; ForwardAuthAttacksTest"),
          Map.entry("/auth/request/{id}/other", "signs out; ForwardAuthTest"),
          Map.entry("/.sallyport/sign-out", "signs out of an application; ForwardAuthTest"),
          Map.entry("/connect/logout", "answered by a link; ApplicationLogoutTest"),
          Map.entry("/connect/logout/confirm", "signs out; ApplicationLogoutTest"),
          Map.entry("/sms/receipts/{route}/{id}/{proof}", "of gateways; ReceiptTest"),
          Map.entry("/sms/receipts/{route}/{id}/{proof}/json", "of gateways; ReceiptTest"),
          Map.entry("/entra-mfa/{name}/authorize", "of Microsoft, taken once; EntraMfaAttacksTest"),
          Map.entry("/mfa/request/{id}/confirm", "leads to Microsoft; EntraMfaTest"),
          Map.entry("/mfa/request/{id}/other", "signs out; EntraMfaTest"),
          Map.entry("/mfa/request/{id}/cancel", "leads to Microsoft; EntraMfaTest"),
          Map.entry("/login/with/{name}", "leads to an issuer; FederatedSignInTest"),
          Map.entry("/login/with-windows", "asks for a ticket; WindowsSignInTest"),
          Map.entry("/userinfo", "JSON of applications"),
          Map.entry("/unsubscribe/{token}", "changes nothing more; UnsubscribeTest"),
          Map.entry("/settings/notifications", "sets a choice; NewStudyMailsTest"),
          Map.entry("/settings/data", "a file, once; MyDataTest"),
          Map.entry("/settings/data/layouts", "deletes what is left; MyDataTest"),
          Map.entry("/settings/data/marks", "deletes what is left; MyDataTest"),
          Map.entry("/shared", "a share session; GuestTest"),
          Map.entry("/shared/close", "a share session; GuestTest"),
          Map.entry("/shared/code", "a share session; GuestTest"),
          Map.entry("/studies/add", "ReferenceNumbersTest"),
          Map.entry("/studies/reference", "ReferenceNumbersTest"),
          Map.entry("/studies/selected", "sets a state; StudyPagesTest"),
          Map.entry("/studies/share", "a repeated form makes one share; SharingTest"),
          Map.entry("/studies/shared/extend", "SharingTest"),
          Map.entry("/studies/shared/forget", "SharingTest"),
          Map.entry("/studies/shared/mail", "SharingTest"),
          Map.entry("/studies/shared/unlock", "SharingTest"),
          Map.entry("/studies/shared/withdraw", "SharingTest"),
          Map.entry("/studies/shared/withdraw-number", "ReferenceNumbersTest"),
          Map.entry("/studies/{uid}/access/withdraw", "AccessPagesTest"),
          Map.entry("/studies/{uid}/publish/key-images", "JSON; writes one object; PublishTest"),
          Map.entry("/studies/{uid}/publish/measurements", "JSON; writes one object; PublishTest"),
          Map.entry("/studies/{uid}/reports/{object}/print", "records each print; ReportPagesTest"),
          Map.entry("/app/api/link", "JSON of the phone app"),
          Map.entry("/app/api/code-secret/kept", "JSON of the phone app"),
          Map.entry(
              "/login/new-password", "a password that was imported; RequiredPasswordChangeTest"),
          Map.entry("/app/api/link/look", "JSON of the phone app"),
          Map.entry("/app/api/requests/{id}", "JSON of the phone app"),
          Map.entry("/login/with-passkey/options", "JSON for a script"),
          Map.entry(
              "/login/with-passkey", "a browser's answer to a challenge; WithoutPasswordTest"),
          Map.entry("/session/stay", "JSON for a script"),
          Map.entry("/shared/session/stay", "JSON for a script; GuestTest"),
          Map.entry("/login/app", "the handler of /login/code"),
          Map.entry("/login/passkey", "the handler of /login/code"),
          Map.entry("/login/app/resend", "the handler of /login/code/resend"),
          Map.entry("/login/passkey/resend", "the handler of /login/code/resend"),
          Map.entry("/password", "a link that is used up says so; ForgottenPasswordTest"),
          Map.entry("/activate", "a link that is used up says so; ActivationTest"),
          Map.entry("/admin/applications/new/add", "a second one is refused; ApplicationPagesTest"),
          Map.entry("/admin/applications/{id}/edit/save", "is so already; ApplicationPagesTest"),
          Map.entry(
              "/admin/applications/{id}/secret", "a second one is refused; ApplicationPagesTest"),
          Map.entry("/admin/applications/{id}/disable", "is so already; ApplicationPagesTest"),
          Map.entry("/admin/applications/{id}/enable", "is so already; ApplicationPagesTest"),
          Map.entry(
              "/admin/applications/{id}/delete/confirm", "deletes once; ApplicationPagesTest"),
          Map.entry("/admin/manage/sign-out/everybody", "signs out those left; StaffGateTest"),
          Map.entry("/admin/keys/new/make", "a second one is refused; KeyPagesTest"),
          Map.entry("/admin/keys/{id}/replace", "a second one is refused; KeyPagesTest"),
          Map.entry("/admin/keys/{id}/end", "ends once; KeyPagesTest"),
          Map.entry("/api/radius/{network}", "a State is good for one answer; RadiusTest"),
          Map.entry("/api/v1/accounts", "a second one is refused; AdminApiTest"),
          Map.entry("/api/v1/accounts/{id}/disable", "names what was read; AdminApiTest"),
          Map.entry("/api/v1/accounts/{id}/enable", "names what was read; AdminApiTest"),
          Map.entry("/api/v1/accounts/{id}/invite", "names what was read; AdminApiTest"),
          Map.entry("/api/v1/accounts/{id}/unlock", "names what was read; AdminApiTest"),
          Map.entry("/api/v1/accounts/{id}/reset", "names what was read; AdminApiTest"),
          Map.entry(
              "/api/v1/groups/{id}/members/{account}/{act:add|confirm|remove}",
              "names what was read; AdminApiTest"),
          Map.entry("/scim/v2/{kind:Users|Groups}", "a second one is refused; ScimTest"),
          Map.entry("/scim/v2/Bulk", "is never done; ScimTest"),
          Map.entry("/api/v1/shares/{id}/end", "ends once; AdminApiTest"),
          Map.entry("/admin/audit/search", "a search; admin/audit"),
          Map.entry("/admin/audit/export", "a file; admin/audit"),
          Map.entry("/admin/desk/find", "a search; admin/desk"),
          Map.entry("/admin/desk/{id}/unlock", "acts of the help desk; admin/desk"),
          Map.entry("/admin/desk/{id}/reset", "acts of the help desk; admin/desk"),
          Map.entry("/admin/desk/{id}/end", "acts of the help desk; admin/desk"),
          Map.entry("/admin/desk/{id}/invite", "acts of the help desk; admin/desk"),
          Map.entry("/admin/access/account", "a search; admin/staff"),
          Map.entry("/admin/access/study", "a search; admin/staff"),
          Map.entry("/admin/groups/{id}/rename", "is so already; admin/staff"),
          Map.entry("/admin/groups/{id}/delete", "deletes once; admin/staff"),
          Map.entry("/admin/access/study/{uid}/withdraw", "withdraws once; admin/staff"),
          Map.entry("/admin/groups/make", "a second one is refused; admin/staff"),
          Map.entry(
              "/admin/groups/{id}/{word:add|confirm|remove|make-admin|no-admin}", "admin/staff"),
          Map.entry("/admin/import/confirm", "a second one is refused; admin/staff"),
          Map.entry("/admin/import/discard", "deletes one file; admin/staff"),
          Map.entry("/admin/import/upload", "a dry run; admin/staff"),
          Map.entry("/admin/manage/list/file", "a file; admin/staff"),
          Map.entry("/admin/manage/open", "a search; admin/staff"),
          Map.entry("/admin/manage/new/make", "a second one is refused; admin/staff"),
          Map.entry("/admin/manage/{id}/edit/save", "a second one changes nothing; admin/staff"),
          Map.entry(
              "/admin/manage/{id}/elsewhere/link", "a second one is refused; IssuerPagesTest"),
          Map.entry(
              "/admin/manage/{id}/elsewhere/unlink", "a second one is refused; IssuerPagesTest"),
          Map.entry("/settings/elsewhere/begin", "leads to an issuer; IssuerPagesTest"),
          Map.entry("/settings/elsewhere/confirm", "a change, finished once; IssuerPagesTest"),
          Map.entry("/settings/elsewhere/unlink", "a change, finished once; IssuerPagesTest"),
          Map.entry("/login/with/{name}/logout", "of issuers; IssuerLogoutTest"),
          Map.entry("/admin/manage/{id}/letter/issue", "a second one is refused; admin/staff"),
          Map.entry("/admin/manage/{id}/letter/pdf", "prints what it is sent; admin/staff"),
          Map.entry("/admin/manage/{id}/letter/void", "a second one is refused; admin/staff"),
          Map.entry(
              "/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}",
              "admin/staff"),
          Map.entry("/admin/messages/test", "sends one each, five an hour; admin/staff"),
          Map.entry("/admin/directories/look", "a search; admin/directories"),
          Map.entry("/admin/directories/alike", "a search; admin/directories"),
          Map.entry("/admin/limits/release", "once for each brake; secondfactor/otp/brake"),
          Map.entry("/admin/directories/let-through", "once for each stop; admin/directories"),
          Map.entry("/admin/directories/link", "an account is linked once; admin/directories"),
          Map.entry("/admin/directories/link-alike", "the same; admin/directories"),
          Map.entry("/admin/names/look", "a search; admin/staff"),
          Map.entry("/admin/policy/preview", "changes nothing; admin/staff"),
          Map.entry("/admin/resets/start", "acts of admins; admin/pages"),
          Map.entry("/admin/resets/confirm", "acts of admins; admin/pages"),
          Map.entry("/admin/resets/cancel", "acts of admins; admin/pages"),
          Map.entry("/admin/names/confirm", "acts of admins; admin/pages"),
          Map.entry("/admin/names/withdraw", "acts of admins; admin/pages"));

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired PostHandlers handlers;

  /** A form that is ready to be submitted. */
  private record Form(People.Person person, Browser browser, String path, List<String> fields) {
    Form(People.Person person, Browser browser, String path, String... fields) {
      this(person, browser, path, List.of(fields));
    }

    Browser.Page send() {
      return browser.post(path, fields.toArray(String[]::new));
    }
  }

  private Form form(String pattern) {
    People.Person person = people.bySms();
    String number = person.phone().replace("+32470", "+32477");
    String address = "again." + person.email();
    return switch (pattern) {
      case "/login" -> {
        Browser browser = new Browser(port);
        browser.get("/login");
        yield new Form(
            person, browser, pattern, "username", person.username(), "password", People.PASSWORD);
      }
      case "/login/code" ->
          new Form(person, half(person), pattern, "code", Inside.code(person.phone()));
      case "/login/code/resend" -> {
        Browser browser = half(person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern);
      }
      case "/login/another-way" -> {
        Browser browser = half(person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern, "method", "email");
      }
      case "/login/method" -> {
        People.Person undecided = people.undecided();
        yield new Form(undecided, half(undecided), pattern, "method", "email");
      }
      case "/logout", "/login/link/skip", "/login/phone/skip" ->
          new Form(person, Inside.bySms(port, person), pattern);
      case "/forgotten" -> {
        Browser browser = new Browser(port);
        browser.get("/forgotten");
        yield new Form(person, browser, pattern, "username", person.username());
      }
      case "/login/phone" -> {
        People.Person none = people.byEmail();
        Browser browser = Inside.byEmail(port, none);
        browser.get("/login/phone");
        yield new Form(none, browser, pattern, "phone", number);
      }
      case "/login/phone/code" -> {
        People.Person none = people.byEmail();
        Browser browser = Inside.byEmail(port, none);
        browser.get("/login/phone");
        browser.follow(browser.post("/login/phone", "phone", number));
        yield new Form(none, browser, pattern, "code", Inside.code(number));
      }
      case "/login/phone/code/resend", "/settings/phone/code/resend" -> {
        Browser browser = begun(person, Change.PHONE);
        browser.follow(browser.post("/settings/phone", "phone", number));
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern);
      }
      case "/login/phone/code/cancel", "/settings/phone/code/cancel" -> {
        Browser browser = begun(person, Change.PHONE);
        browser.follow(browser.post("/settings/phone", "phone", number));
        yield new Form(person, browser, pattern);
      }
      case "/settings/email/code/cancel" -> {
        Browser browser = begun(person, Change.EMAIL);
        browser.follow(browser.post("/settings/email", "email", address));
        yield new Form(person, browser, pattern);
      }
      case "/settings/email/code/resend" -> {
        Browser browser = begun(person, Change.EMAIL);
        browser.follow(browser.post("/settings/email", "email", address));
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern);
      }
      case "/settings/begin" ->
          new Form(person, Inside.bySms(port, person), pattern, "change", "phone");
      case "/settings/confirm" ->
          new Form(person, confirming(person), pattern, "code", Inside.code(person.phone()));
      case "/settings/confirm/resend" -> {
        Browser browser = confirming(person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern);
      }
      case "/settings/confirm/lost" -> {
        Browser browser = confirming(person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, browser, pattern);
      }
      case "/settings/confirm/cancel" -> new Form(person, confirming(person), pattern);
      case "/settings/method" ->
          new Form(person, begun(person, Change.METHOD), pattern, "method", "email");
      case "/settings/phone" ->
          new Form(person, begun(person, Change.PHONE), pattern, "phone", number);
      case "/settings/email" ->
          new Form(person, begun(person, Change.EMAIL), pattern, "email", address);
      case "/settings/phone/code" -> {
        Browser browser = begun(person, Change.PHONE);
        browser.follow(browser.post("/settings/phone", "phone", number));
        yield new Form(person, browser, pattern, "code", Inside.code(number));
      }
      case "/settings/phone/remove" -> new Form(person, withApp(person, Change.PHONE), pattern);
      case "/settings/email/code" -> {
        Browser browser = begun(person, Change.EMAIL);
        browser.follow(browser.post("/settings/email", "email", address));
        yield new Form(person, browser, pattern, "code", Inside.code(address));
      }
      default -> more(pattern, person);
    };
  }

  private Form more(String pattern, People.Person person) {
    return switch (pattern) {
      case "/settings/password" ->
          new Form(
              person,
              begun(person, Change.PASSWORD),
              pattern,
              "current",
              People.PASSWORD,
              "password",
              "quiet harbour seven stones");
      case "/settings/recovery" -> new Form(person, begun(person, Change.RECOVERY), pattern);
      case "/settings/ways" ->
          new Form(person, withApp(person, Change.WAYS), pattern, "open-email", "yes");
      case "/settings/devices/link/{method}" -> {
        Browser browser = Inside.bySms(port, person);
        yield new Form(person, browser, "/settings/devices/link/totp");
      }
      case "/settings/devices/link/{method}/confirm" -> {
        Browser browser = Inside.bySms(port, person);
        browser.post("/settings/devices/link/totp");
        String code = AppPhone.reading(browser.get("/settings/devices/link/totp"), clock).code();
        yield new Form(person, browser, "/settings/devices/link/totp/confirm", "code", code);
      }
      case "/settings/devices/unlink" -> {
        Browser browser = Inside.bySms(port, person);
        AppPhone phone = AppPhone.link(browser, clock);
        clock.turn(Duration.ofMinutes(5));
        Inside.begin(browser, Change.DEVICE);
        browser.get("/settings/confirm");
        browser.post("/settings/confirm", "code", phone.code());
        browser.get("/settings/devices");
        yield new Form(person, browser, pattern, "id", id("totp_secret", person));
      }
      case "/settings/browsers/forget" -> {
        Browser browser =
            Inside.enter(new Browser(port), person, person.phone(), "remember", "yes");
        yield new Form(person, browser, pattern, "id", id("trusted_browser", person));
      }
      case "/settings/browsers/forget-all" ->
          new Form(
              person,
              Inside.enter(new Browser(port), person, person.phone(), "remember", "yes"),
              pattern);
      case "/settings/sessions/end", "/settings/history/not-me" -> {
        Inside.bySms(port, person);
        String other = id("sign_in", person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, Inside.bySms(port, person), pattern, "id", other);
      }
      case "/settings/sessions/end-others" -> {
        Inside.bySms(port, person);
        clock.turn(Duration.ofSeconds(30));
        yield new Form(person, Inside.bySms(port, person), pattern);
      }
      case "/settings/delayed/cancel" -> {
        Browser browser = Inside.bySms(port, person);
        String id = "00000000-0000-0000-0000-000000000001";
        yield new Form(person, browser, pattern, "id", id);
      }
      default ->
          throw new AssertionError(
              "say here what is sent to " + pattern + ", or in NOT_TRIED why not");
    };
  }

  private Browser half(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  private Browser begun(People.Person person, Change change) {
    Browser browser = Inside.bySms(port, person);
    Inside.begin(browser, change);
    browser.get(change.page());
    return browser;
  }

  /** A change begun by a person whose method is an authenticator app. */
  private Browser withApp(People.Person person, Change change) {
    Browser browser = Inside.bySms(port, person);
    AppPhone app = AppPhone.link(browser, clock, "usual", "yes");
    clock.turn(Duration.ofMinutes(5));
    Inside.begin(browser, change);
    browser.get("/settings/confirm");
    browser.post("/settings/confirm", "code", app.code());
    browser.get(change.page());
    return browser;
  }

  private Browser confirming(People.Person person) {
    Browser browser = Inside.bySms(port, person);
    clock.turn(Duration.ofMinutes(5));
    browser.follow(Inside.begin(browser, Change.PHONE));
    return browser;
  }

  private String id(String table, People.Person person) {
    return String.valueOf(
        rows.query("select id from " + table + " where account_id = ?", person.id().value())
            .getFirst()
            .get("id"));
  }

  /** All data of the account, without the counter of its locks. */
  private Map<String, @Nullable Object> state(People.Person person) {
    Map<String, @Nullable Object> state = new TreeMap<>(Inside.account(rows, person));
    for (String table :
        List.of(
            "totp_secret", "app_device", "recovery_code", "trusted_browser", "delayed_change")) {
      state.put(
          table,
          rows.query(
              "select t::text from " + table + " t where account_id = ? order by 1",
              person.id().value()));
    }
    return state;
  }

  private Stream<String> tried() {
    return handlers.patterns().stream().filter(it -> !NOT_TRIED.containsKey(it));
  }

  @TestFactory
  Stream<DynamicTest> everyFormThatIsSentTwice() {
    return tried()
        .map(
            pattern ->
                DynamicTest.dynamicTest(
                    pattern,
                    () -> {
                      Form form = form(pattern);
                      Map<String, @Nullable Object> before = state(form.person());
                      Browser.Page first = form.send();
                      assertThat(first.status()).as("redirect after POST").isEqualTo(302);
                      Map<String, @Nullable Object> made = state(form.person());
                      String page =
                          withoutDelivery(form.browser().copy().get(first.location()).text());
                      Browser.Page again = form.send();
                      assertThat(again.status()).isLessThan(500);
                      if (!before.equals(made)) {
                        assertThat(again.text()).doesNotContain("Nothing was changed");
                      }
                      if (pattern.equals("/settings/devices/link/{method}")) {
                        return; // a key that is begun again is another key, as its page shows
                      }
                      assertThat(state(form.person())).as("done once").isEqualTo(made);
                      assertThat(page)
                          .isEqualTo(withoutDelivery(form.browser().get(first.location()).text()));
                    }));
  }

  /** A message that was waiting may have left meanwhile. */
  private static String withoutDelivery(String page) {
    return page.replaceAll("Delivery (Waiting to be sent|Accepted for delivery)", "");
  }

  @Test
  void noExceptionOutlivesItsHandler() {
    assertThat(handlers.patterns()).containsAll(NOT_TRIED.keySet());
  }

  @Nested
  class RecoveryCodes {
    @Test
    void areTheSameOnAPageThatIsLoadedAgainAndGoneAfterMinutes() {
      People.Person person = people.bySms();
      Browser browser = begun(person, Change.RECOVERY);
      assertThat(browser.post("/settings/recovery").location()).endsWith("/recovery/codes");
      String sheet = browser.get("/settings/recovery/codes").text();
      assertThat(sheet).contains("Print or save these codes now");
      assertThat(browser.get("/settings/recovery/codes").text()).isEqualTo(sheet);
      clock.turn(Duration.ofMinutes(5));
      assertThat(browser.get("/settings/recovery/codes").location()).endsWith("/settings/recovery");
    }

    @Test
    void areShownInNoOtherSession() {
      People.Person person = people.bySms();
      Browser browser = begun(person, Change.RECOVERY);
      browser.post("/settings/recovery");
      clock.turn(Duration.ofSeconds(30));
      Browser other = Inside.bySms(port, person);
      assertThat(other.get("/settings/recovery/codes").location()).endsWith("/settings/recovery");
      assertThat(Inbox.left(person.phone())).isEmpty();
    }
  }
}
