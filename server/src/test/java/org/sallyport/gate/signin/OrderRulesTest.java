package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Rules 25 to 35: the chooser, the order of steps, sessions; and the attack cases of group H. */
@SallyportTest
class OrderRulesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired MeterRegistry meters;
  @Autowired List<RequestMappingHandlerMapping> mappings;

  private Browser half(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.cookie("__Host-pre")).isNotEmpty();
    return browser;
  }

  private Browser inside(People.Person person) {
    Browser browser = half(person);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    return browser;
  }

  private static boolean isInside(Browser browser) {
    return browser.get("/login").location().endsWith("/studies");
  }

  @Nested
  class Rule25_TheChooser {
    @Test
    void whoHasNoMethodChoosesOneAndItCountsFromThenOn() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      Browser.Page chooser = browser.signIn(person.username(), People.PASSWORD);
      assertThat(chooser.text())
          .contains("Choose your two-factor method")
          .contains("Sallyport Authenticator app (recommended)")
          .contains("You link it after one code by SMS or e-mail.")
          .contains("One-Time-Password by SMS")
          .contains("One-Time-Password by e-mail");
      Browser.Page asked = browser.follow(browser.post("/login/method", "method", "email"));
      assertThat(asked.text()).contains("Enter the code from message");
      browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(
              rows.query("select method from account where id = ?", person.id().value())
                  .getFirst()
                  .get("method"))
          .isEqualTo("email");
    }

    @Test
    void threeWaysAreShownCodesAmongThemAndTheOthersUnderMoreWays() {
      Document chooser = Jsoup.parse(half(people.undecided()).get("/login/method").body());
      assertThat(chooser.select("fieldset > div input[name=method]").eachAttr("value"))
          .containsExactly("app", "sms", "email");
      assertThat(chooser.select("details:not([open]) input[name=method]").eachAttr("value"))
          .containsExactly("passkey", "totp");
      assertThat(chooser.select("main details > summary").text()).isEqualTo("More ways");
      assertThat(chooser.select("input[checked]").eachAttr("value")).containsExactly("app");
    }

    @Test
    void canBeSkippedByNoAddress() {
      People.Person person = people.undecided();
      Browser browser = half(person);
      for (String path :
          List.of("/studies", "/login/code", "/login/phone", "/settings/account", "/?skip=1")) {
        Browser.Page page = browser.follow(browser.get(path));
        assertThat(page.text()).as(path).contains("Choose your two-factor method");
      }
      assertThat(browser.post("/login/code", "code", "123456").status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void C06_whatIsNotOfferedIsRefusedAndSendsNothing() {
      People.Person person = people.undecided();
      Browser browser = half(person);
      for (String method : List.of("EMAIL", "sms ", "TOTP", "none", "", "remembered")) {
        assertThat(browser.post("/login/method", "method", method).status())
            .as(method)
            .isEqualTo(422);
      }
      People.Person decided = people.bySms();
      Browser other = half(decided);
      assertThat(other.post("/login/method", "method", "email").status()).isEqualTo(422);
      assertThat(Inbox.left(decided.email())).isEmpty();
      assertThat(rows.events(decided.id(), "SignInEvent.MethodRefused")).isEqualTo(1);
    }

    @Test
    void C06_aMethodThatIsNotAllowedAnyMoreIsNotReplacedByLessThanALinkedDevice() {
      People.Person person = people.byEmail();
      AppPhone phone = AppPhone.link(inside(person), clock);
      clock.turn(Duration.ofSeconds(90));
      rows.update("update account set method = 'gone' where id = ?", person.id().value());
      Browser browser = half(person);
      assertThat(
              Jsoup.parse(browser.get("/login/method").body())
                  .select("input[name=method]")
                  .eachAttr("value"))
          .containsExactly("totp");
      for (String method : List.of("email", "sms", "app", "passkey", "none")) {
        assertThat(browser.post("/login/method", "method", method).status())
            .as(method)
            .isEqualTo(422);
      }
      assertThat(rows.query("select 1 from otp_code where account_id = ?", person.id().value()))
          .as("the code of the first sign-in")
          .hasSize(1);
      assertThat(browser.follow(browser.post("/login/method", "method", "totp")).text())
          .contains("Enter the code from your authenticator app");
      assertThat(browser.post("/login/code", "code", phone.code()).location()).endsWith("/studies");
      assertThat(rows.query("select method from account where id = ?", person.id().value()))
          .singleElement()
          .satisfies(row -> assertThat(row.get("method")).isEqualTo("totp"));
    }

    @Test
    void C04_aDestinationInTheRequestIsIgnored() {
      People.Person person = people.undecided();
      Browser browser = half(person);
      browser.post(
          "/login/method?to=thief@evil.example",
          "method",
          "email",
          "email",
          "thief@evil.example",
          "phone",
          "+32470999999",
          "destination",
          "thief@evil.example");
      Codes.next(person.email());
      assertThat(Inbox.left("thief@evil.example")).isEmpty();
      assertThat(Inbox.left("+32470999999")).isEmpty();
    }
  }

  @Nested
  class Rule26_SmsWithoutANumber {
    @Test
    void C01_goesByEmailOnceAndThenWaitsForANumber() {
      People.Person person = people.undecided();
      Browser browser = half(person);
      browser.follow(browser.post("/login/method", "method", "sms"));
      Browser.Page in = browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(in.location()).endsWith("/login/phone");

      Browser again = new Browser(port);
      Browser.Page chooser = again.signIn(person.username(), People.PASSWORD);
      assertThat(chooser.text()).contains("Choose your two-factor method");
      assertThat(again.post("/login/method", "method", "sms").status()).isEqualTo(422);
      assertThat(Inbox.left(person.email())).isEmpty();
      again.follow(again.post("/login/method", "method", "email"));
      assertThat(again.post("/login/code", "code", Codes.next(person.email())).location())
          .endsWith("/studies");
    }

    /** {@code otp.scope: attempt} allows two valid codes at once. */
    @Test
    void C01_ofTwoOpenAttemptsOneIsTheOnce() {
      People.Person person = people.undecided();
      Browser one = half(person);
      one.follow(one.post("/login/method", "method", "sms"));
      String first = Codes.next(person.email());
      Browser other = half(person);
      other.follow(other.post("/login/method", "method", "sms"));
      String second = Codes.next(person.email());
      rows.update("update otp_code set voided_at = null where account_id = ?", person.id().value());

      assertThat(other.post("/login/code", "code", second).location()).endsWith("/login/phone");
      assertThat(one.post("/login/code", "code", first).status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      clock.turn(Duration.ofSeconds(31));
      one.post("/login/code/resend");
      assertThat(Inbox.left(person.email())).as("nothing more is sent there").isEmpty();
    }

    @Test
    void withNeitherNumberNorAddressTheAdministratorIsAsked() {
      People.Person person = people.unreachable();
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Ask your administrator");
    }
  }

  @Nested
  class Rule30_AnotherWay {
    @Test
    void offersOnlyLinkedMethodsAndDoesNotSignIn() {
      People.Person person = people.bySms();
      Browser browser = half(person);
      Codes.next(person.phone());
      Browser.Page page = browser.get("/login/another-way");
      assertThat(page.text()).contains("by e-mail");
      assertThat(page.body()).doesNotContain("value=\"sms\"");
      clock.turn(Duration.ofSeconds(30));
      Browser.Page asked = browser.follow(browser.post("/login/another-way", "method", "email"));
      assertThat(asked.text()).contains("Enter the code from message").contains("by e-mail");
      assertThat(rows.sessions(person.id())).isZero();
      assertThat(browser.get("/login/another-way").body()).doesNotContain("value=\"email\"");
    }

    @Test
    void withinTheWaitTheChoiceIsKeptAndTheCodeIsSentOnResend() {
      People.Person person = people.bySms();
      Browser browser = half(person);
      String texted = Codes.next(person.phone());
      Browser.Page chosen = browser.post("/login/another-way", "method", "email");
      assertThat(chosen.status()).isEqualTo(302);
      assertThat(browser.follow(chosen).text())
          .contains("Ask for your code by e-mail", "in 30 s", "Goes to p")
          .doesNotContain("Continue");
      assertThat(Inbox.left(person.email())).isEmpty();

      Browser.Page refused = browser.post("/login/code", "code", texted);
      assertThat(refused.status()).as("a code counts for its own way").isEqualTo(422);
      Browser.Page tooSoon = browser.post("/login/code/resend");
      assertThat(tooSoon.status()).isEqualTo(429);
      assertThat(tooSoon.header("Retry-After")).isEqualTo("30");
      assertThat(tooSoon.text()).contains("The next one can be sent in 30 s.");

      clock.turn(Duration.ofSeconds(30));
      Browser.Page asked = browser.follow(browser.post("/login/code/resend"));
      assertThat(asked.text()).contains("Enter the code from message", "by e-mail");
      assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
          .endsWith("/studies");
    }

    @Test
    void whoTurnsBackWithinTheWaitFindsTheirCodeAsItWas() {
      People.Person person = people.bySms();
      Browser browser = half(person);
      String texted = Codes.next(person.phone());
      browser.get("/login/another-way");
      browser.post("/login/another-way", "method", "email");
      Browser.Page back = browser.follow(browser.post("/login/another-way", "method", "sms"));
      assertThat(back.text()).contains("Enter the code from message", "by SMS");
      assertThat(browser.post("/login/code", "code", texted).location()).endsWith("/studies");
    }

    @Test
    void sentTwiceItSendsOneCode() {
      People.Person person = people.bySms();
      Browser browser = half(person);
      Codes.next(person.phone());
      clock.turn(Duration.ofSeconds(30));
      browser.get("/login/another-way");
      browser.post("/login/another-way", "method", "email");
      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/login/another-way", "method", "email").status()).isEqualTo(302);
      Codes.next(person.email());
      assertThat(Inbox.left(person.email())).isEmpty();
    }
  }

  @Nested
  class Rule31_BetweenTheFactors {
    @Test
    void H01_everyRouteAndMethodYieldsNothingButSignInPages() {
      People.Person person = people.byEmail();
      Browser browser = half(person);
      Codes.next(person.email());
      List<String> paths =
          mappings.stream()
              .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
              .flatMap(info -> info.getPatternValues().stream())
              .map(path -> path.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", "1.2.3").replace("**", "x"))
              .distinct()
              .toList();
      assertThat(paths).hasSizeGreaterThan(5);
      for (String path : paths) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
          Browser.Page page = browser.copy().method(method, path);
          assertThat(page.status()).as(method + " " + path).isLessThan(500);
          boolean open =
              path.matches(
                  "/|/login.*|/accessibility|/language|/app/(api/.*|own-texts.*)|/logout|/session/(state|end|other)|/forgotten.*|/password.*|/activate.*|/error|/.well-known/.*|/connect/logout.*|/oauth2/.*|/userinfo"
                      + "|/auth/start|/[.]sallyport/.*|/entra-mfa/.*|/sms/receipts/.*|/mfa/request/.+|/unsubscribe/.+|/shared|/shared/(?!studies|dicom-web|close$).*");
          if (!open) {
            assertThat(page.status()).as(method + " " + path).isIn(302, 401, 403, 405);
            assertThat(page.location()).as(method + " " + path).matches("|.*/login|/shared");
          }
        }
      }
      for (String path :
          List.of(
              "/studies",
              "/dicom-web/studies",
              "/dicom-web/studies/1.2.3/metadata",
              "/settings/account",
              "/admin",
              "/events",
              "/ws",
              "/actuator/env",
              "/h2-console")) {
        Browser.Page page = browser.get(path);
        assertThat(page.status()).as(path).isIn(302, 401);
        assertThat(page.body()).as(path).isEmpty();
      }
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void H02_eachStepHasANewIdAndTheOldOneIsDead() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/login");
      browser.setCookie("__Host-pre", "A".repeat(43));
      browser.setCookie("__Host-sid", "B".repeat(43));
      Browser planted = browser.copy();
      browser.setCookie("__Host-pre", "");
      browser.setCookie("__Host-sid", "");
      browser.signIn(person.username(), People.PASSWORD);
      String half = browser.cookie("__Host-pre");
      browser.post("/login/code", "code", Codes.next(person.email()));
      String whole = browser.cookie("__Host-sid");
      assertThat(half).isNotEqualTo(whole).isNotEqualTo("A".repeat(43));

      Browser old = new Browser(port);
      old.setCookie("__Host-pre", half);
      old.setCookie("__Host-sid", half);
      assertThat(isInside(old)).isFalse();
      assertThat(isInside(planted)).isFalse();
      Browser swapped = new Browser(port);
      swapped.setCookie("__Host-pre", whole);
      assertThat(isInside(swapped)).isFalse();
    }

    /** An attacker plants the cookie of a real attempt of their own. */
    @Test
    void H02_aPlantedAttemptBecomesNobodysSession() {
      People.Person attackers = people.byEmail();
      Browser attacker = new Browser(port);
      attacker.signIn(attackers.username(), People.PASSWORD);
      String planted = attacker.cookie("__Host-pre");
      assertThat(planted).isNotEmpty();
      People.Person person = people.byEmail();
      Browser victim = new Browser(port);
      victim.setCookie("__Host-pre", planted);
      assertThat(victim.get("/login/code").text())
          .as("whose attempt it is, is said")
          .contains(attackers.username());
      victim.post("/login", "username", person.username(), "password", People.PASSWORD);
      assertThat(victim.cookie("__Host-pre")).isNotEmpty().isNotEqualTo(planted);
      victim.get("/login/code");
      victim.post("/login/code", "code", Codes.next(person.email()));
      assertThat(isInside(victim)).isTrue();
      assertThat(isInside(attacker)).isFalse();
      attacker.setCookie("__Host-sid", planted);
      assertThat(isInside(attacker)).isFalse();
      assertThat(rows.sessions(attackers.id())).isZero();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void H08_anIdInTheAddressIsIgnored() {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      String id = browser.cookie("__Host-sid");
      Browser stranger = new Browser(port);
      assertThat(stranger.get("/studies;jsessionid=" + id).status()).isIn(302, 400, 404);
      assertThat(stranger.get("/studies?sid=" + id).location()).endsWith("/login");
      assertThat(stranger.get("/login").body()).doesNotContain("jsessionid");
    }
  }

  @Nested
  class Rule31_AfterBothFactors {
    @Test
    void theStepsOfTheSignInLeadOnToTheStudies() {
      Browser browser = inside(people.byEmail());
      assertThat(browser.get("/login/code").location()).endsWith("/login");
      assertThat(browser.get("/login").location()).endsWith("/studies");
    }
  }

  @Nested
  class Rule32_AnAttemptEnds {
    @Test
    void B07_noCodeIsSentLaterThanThirtyMinutesAfterThePassword() {
      People.Person person = people.byEmail();
      Browser browser = half(person);
      Codes.next(person.email());
      clock.turn(Duration.ofMinutes(29));
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      String last = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(1));
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(429);
      assertThat(Inbox.left(person.email())).isEmpty();
      clock.turn(Duration.ofMinutes(18));
      assertThat(browser.post("/login/code", "code", last).location()).endsWith("/studies");
    }

    @Test
    void withItsLastCode() {
      People.Person person = people.byEmail();
      Browser browser = half(person);
      String code = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(30));
      assertThat(browser.post("/login/code", "code", code).location()).endsWith("/login");
      assertThat(rows.sessions(person.id())).isZero();
    }
  }

  @Nested
  class Rule33_TheSameAnswer {
    @Test
    void I02_forUnknownWrongDisabledAndNeverActivated() {
      People.Person known = people.byEmail();
      People.Person disabled = people.byEmail();
      rows.update("update account set disabled_at = now() where id = ?", disabled.id().value());
      People.Person fresh = people.byEmail();
      rows.update("update account set password_hash = null where id = ?", fresh.id().value());
      String expected = refused("nobody-here", "some password");
      assertThat(refused(known.username(), "some password")).isEqualTo(expected);
      assertThat(refused(disabled.username(), People.PASSWORD)).isEqualTo(expected);
      assertThat(refused(fresh.username(), People.PASSWORD)).isEqualTo(expected);
    }

    /** The dearest step of a sign-in, without which an answer would come sooner. */
    @Test
    void I03_everyPasswordIsHashedOnceWhosoeverItIs() {
      People.Person known = people.byEmail();
      People.Person disabled = people.byEmail();
      rows.update("update account set disabled_at = now() where id = ?", disabled.id().value());
      People.Person fresh = people.byEmail();
      rows.update("update account set password_hash = null where id = ?", fresh.id().value());
      People.Person locked = people.byEmail();
      rows.update("update account set locked_at = now() where id = ?", locked.id().value());
      for (String name :
          List.of(
              "nobody-at-all",
              "",
              "x".repeat(300),
              known.username(),
              disabled.username(),
              fresh.username(),
              locked.username())) {
        Browser browser = new Browser(port);
        browser.get("/login");
        double before = hashed();
        browser.post("/login", "username", name, "password", "some password");
        assertThat(hashed() - before).as(name).isEqualTo(name.isEmpty() ? 0 : 1);
      }
    }

    private double hashed() {
      return meters.get("sallyport.hashing.duration").functionTimer().count();
    }

    private String refused(String username, String password) {
      Browser browser = new Browser(port);
      browser.get("/login");
      Browser.Page page = browser.post("/login", "username", username, "password", password);
      assertThat(page.status()).isEqualTo(422);
      return page.body()
          .replace(username, "NAME")
          .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }
  }

  @Nested
  class Rule34_Sessions {
    @Test
    void endAfterThirtyMinutesWithoutUse() {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      clock.turn(Duration.ofMinutes(30).minusMillis(1));
      assertThat(isInside(browser)).isTrue();
      clock.turn(Duration.ofMinutes(30));
      assertThat(isInside(browser)).isFalse();
    }

    @Test
    void arePolledWithoutBeingUsed() {
      Browser browser = inside(people.byEmail());
      for (int i = 0; i < 3; i++) {
        clock.turn(Duration.ofMinutes(10));
        browser.get("/settings/devices/link/app/state");
        browser.get("/settings/confirm/wait");
        browser.send(browser.request("/studies").header("Sec-Fetch-Mode", "cors").GET().build());
      }
      assertThat(isInside(browser)).isFalse();
    }

    @Test
    void areUsedByPagesThatAreOpenedAndFormsThatAreSent() {
      Browser browser = inside(people.byEmail());
      for (int i = 0; i < 6; i++) {
        clock.turn(Duration.ofMinutes(20));
        browser.send(
            browser.request("/studies").header("Sec-Fetch-Mode", "navigate").GET().build());
        clock.turn(Duration.ofMinutes(10));
        browser.post("/settings/browsers/forget-all");
      }
      assertThat(isInside(browser)).isTrue();
    }

    @Test
    void endAfterFourHoursHoweverBusy() {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      for (int i = 0; i < 15; i++) {
        clock.turn(Duration.ofMinutes(15));
        assertThat(isInside(browser)).isTrue();
      }
      clock.turn(Duration.ofMinutes(15).minusMillis(1));
      assertThat(isInside(browser)).isTrue();
      clock.turn(Duration.ofMillis(1));
      assertThat(isInside(browser)).isFalse();
    }

    @Test
    void costAtMostOneWriteAMinute() {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      Object before = version(person);
      for (int i = 0; i < 10; i++) {
        clock.turn(Duration.ofSeconds(5));
        assertThat(isInside(browser)).isTrue();
      }
      assertThat(version(person)).isEqualTo(before);
      clock.turn(Duration.ofSeconds(10));
      assertThat(isInside(browser)).isTrue();
      assertThat(version(person)).isNotEqualTo(before);
    }

    /** The row's version in PostgreSQL; it changes with every write. */
    private Object version(People.Person person) {
      return String.valueOf(
          rows.query(
                  "select xmin::text as v from sign_in where account_id = ?", person.id().value())
              .getFirst()
              .get("v"));
    }

    @Test
    void aPageShownToAStrangerWritesNoRow() {
      long signIns = rows.count("sign_in");
      // Scheduled tasks record events of an account, or without an address.
      String strangersEvents = "audit_event where account_id is null and address = '127.0.0.1'";
      long events = rows.count(strangersEvents);
      long throttles = rows.count("throttle");
      Browser stranger = new Browser(port);
      for (String path : List.of("/", "/login", "/studies", "/login/code", "/settings/account")) {
        stranger.follow(stranger.get(path));
      }
      assertThat(rows.count("sign_in")).isEqualTo(signIns);
      assertThat(rows.count(strangersEvents)).isEqualTo(events);
      assertThat(rows.count("throttle")).isEqualTo(throttles);
    }

    @Test
    void H05_afterLogoutTheSessionIsWorthlessWhereverItsCookieIs() throws Exception {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      browser.get("/settings/account");
      Browser thief = browser.copy();
      Browser.Page shown = thief.get("/settings/account");
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.header("Cache-Control")).as("Back shows nothing").contains("no-store");
      List<Callable<Browser.Page>> atOnce = new ArrayList<>();
      atOnce.add(() -> browser.post("/logout"));
      for (int i = 0; i < 20; i++) {
        atOnce.add(() -> thief.copy().get("/settings/account"));
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Browser.Page> page : threads.invokeAll(atOnce)) {
          assertThat(page.get().status()).as("wholly before or wholly refused").isIn(200, 302);
        }
      }
      assertThat(browser.cookie("__Host-sid")).isEmpty();
      assertThat(rows.sessions(person.id())).isZero();
      for (String path : List.of("/studies", "/settings/account", "/settings/history")) {
        assertThat(thief.copy().get(path).location()).as(path).endsWith("/login");
      }
      assertThat(thief.copy().get("/dicom-web/studies").status()).isEqualTo(401);
      assertThat(thief.copy().post("/settings/begin", "change", "password").location())
          .endsWith("/login?unsent");
      assertThat(thief.copy().post("/settings/sessions/end-others").location())
          .endsWith("/login?unsent");
    }

    @Test
    void H05_afterLogoutTheAttemptIsWorthlessToo() {
      People.Person person = people.byEmail();
      Browser browser = half(person);
      Browser.Page page = browser.get("/login/code");
      assertThat(page.status()).isEqualTo(200);
      String half = browser.cookie("__Host-pre");
      assertThat(browser.post("/logout").location()).endsWith("/login");
      browser.setCookie("__Host-pre", half);
      assertThat(browser.get("/login/code").location()).endsWith("/login");
    }

    @Test
    void aDisabledAccountIsOutAtTheNextRequest() {
      People.Person person = people.byEmail();
      Browser browser = inside(person);
      assertThat(isInside(browser)).isTrue();
      rows.update("update account set disabled_at = now() where id = ?", person.id().value());
      assertThat(isInside(browser)).isFalse();
    }
  }

  @Nested
  class Rule35_Landing {
    @Test
    void leadsToTheLocalPageFirstAskedFor() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/studies?modality=CT");
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
          .endsWith("/studies?modality=CT");
    }

    @Test
    void neverToAnotherPlace() {
      for (String next :
          List.of(
              "//evil.example",
              "/\\evil",
              "https:evil",
              "/studies/../admin",
              "/login",
              "/studies%0d%0aX:1",
              "https://evil.example/studies")) {
        People.Person person = people.byEmail();
        Browser browser = new Browser(port);
        browser.setCookie("__Host-next", next);
        browser.signIn(person.username(), People.PASSWORD);
        assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
            .as(next)
            .endsWith("/studies");
      }
    }
  }
}
