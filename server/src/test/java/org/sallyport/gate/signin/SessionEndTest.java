package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The end of a session as its owner sees it, over HTTP. */
@SallyportTest
class SessionEndTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(People.Person person) {
    Browser browser = new Browser(port);
    signIn(browser, person);
    return browser;
  }

  /** Signs in and returns the redirect target. */
  private String signIn(Browser browser, People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    browser.signIn(person.username(), People.PASSWORD);
    return browser.post("/login/code", "code", Codes.next(person.email())).location();
  }

  private static Browser.Page script(Browser browser, String path) {
    HttpRequest.Builder request = browser.request(path).setHeader("Accept", "*/*");
    return browser.send(request.header("Sec-Fetch-Mode", "cors").GET().build());
  }

  private static Browser.Page stay(Browser browser, String token) {
    HttpRequest.Builder request = browser.request("/session/stay").setHeader("Accept", "*/*");
    return browser.send(
        request.header("X-CSRF-TOKEN", token).POST(BodyPublishers.noBody()).build());
  }

  private static String token(Browser.Page left) {
    return left.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }

  @Nested
  class Rule34_TheEndIsSaidAndLeadsBack {
    @Test
    void afterThirtyMinutesWithoutUse() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      clock.turn(Duration.ofMinutes(30));
      Browser.Page refused = browser.get("/settings/browsers?x=1");
      assertThat(refused.location()).endsWith("/login");
      assertThat(browser.get("/login").text())
          .contains(
              "You were signed out after 30 minutes without use. Sign in to continue where you left off.");
      assertThat(signIn(browser, person)).endsWith("/settings/browsers?x=1");
      browser.post("/logout");
      assertThat(browser.get("/login").text()).doesNotContain("You were signed out after");
    }

    @Test
    void afterFourHoursInUse() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      for (int minutes = 0; minutes < 240; minutes += 20) {
        assertThat(browser.get("/settings/browsers").status()).isEqualTo(200);
        clock.turn(Duration.ofMinutes(20));
      }
      assertThat(browser.follow(browser.get("/studies")).text())
          .contains("You were signed out after 4 hours, the longest that a session lasts.");
    }

    @Test
    void whenItWasEndedElsewhere() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      Browser other = in(person);
      Browser.Page sessions = other.get("/settings/sessions");
      String id = sessions.body().replaceAll("(?s).*name=\"id\" value=\"([^\"]+)\".*", "$1");
      other.post("/settings/sessions/end", "id", id);
      assertThat(browser.follow(browser.get("/studies")).text())
          .contains(
              "Your session was ended: in another session, by an admin, or by a change of your account.");
    }

    @Test
    void whenTheSignInTookTooLong() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Codes.next(person.email());
      clock.turn(Duration.ofMinutes(30));
      assertThat(browser.follow(browser.get("/login/code")).text())
          .contains("Your sign-in took too long. Start again with your password.");
    }

    @Test
    void aFormSentAfterTheEndLeadsBackToItsPageAndIsNotDone() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      browser.get("/settings/account");
      clock.turn(Duration.ofMinutes(30));
      Browser.Page refused = browser.post("/settings/begin", "change", "password");
      assertThat(browser.follow(refused).text())
          .contains(
              "You were signed out after 30 minutes without use. What you sent was not saved. Sign in to continue where you left off.");
      assertThat(signIn(browser, person)).endsWith("/settings/account");
      assertThat(rows.events(person.id(), "AccountEvent.StepUpDemanded")).isZero();
    }

    @Test
    void aFormSentFromATabAfterTheSignOutInAnotherIsSaidToBeLost() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      browser.get("/settings/notifications");
      browser.post("/logout");
      Browser.Page refused = browser.post("/settings/notifications", "new-studies", "yes");
      assertThat(browser.follow(refused).text())
          .contains(
              "You are signed out. What you sent was not saved. Sign in to continue where you left off.");
      assertThat(signIn(browser, person)).endsWith("/settings/notifications");
    }

    @Test
    void whatAScriptAskedForIsNoPageToComeBackTo() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      clock.turn(Duration.ofMinutes(30));
      assertThat(script(browser, "/settings/devices").location()).endsWith("/login");
      assertThat(browser.cookie("__Host-next")).isEmpty();
    }
  }

  @Nested
  class ThePageThatOneWasOn {
    private String landing(People.Person person) {
      return String.valueOf(
          rows.query(
                  "select landing from sign_in where account_id = ? order by password_at desc, id limit 1",
                  person.id().value())
              .getFirst()
              .get("landing"));
    }

    @Test
    void isForTheSameAccountAlone() {
      People.Person first = people.byEmail();
      People.Person second = people.byEmail();
      Browser browser = in(first);
      clock.turn(Duration.ofMinutes(30));
      browser.get("/studies/1.2.3");
      Browser again = browser.copy();
      assertThat(signIn(browser, second)).endsWith("/studies");
      assertThat(landing(second)).isEqualTo("null");
      assertThat(signIn(again, first)).endsWith("/studies/1.2.3");
    }

    @Test
    void isNotKeptIfTheSessionIsUnknown() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      rows.update(
          "update sign_in set state = 'ended', token_hash = null, ended_at = now(), end_reason = 'x' where account_id = ?",
          person.id().value());
      browser.get("/studies/1.2.3");
      assertThat(browser.cookie("__Host-next")).isEmpty();
    }

    @Test
    void isNotKeptForBackgroundRequestsAfterSignOut() {
      Browser stranger = new Browser(port);
      stranger.get("/studies/1.2.3?by-itself");
      assertThat(stranger.cookie("__Host-next")).isEmpty();
    }

    @Test
    void isKeptWithoutTheSearchAndWithoutWhatWasSaidOfAnAct() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      clock.turn(Duration.ofMinutes(30));
      browser.get("/studies?modality=CT&q=Brambleway");
      assertThat(browser.cookie("__Host-next")).doesNotContain("Brambleway");
      assertThat(signIn(browser, person)).endsWith("/studies?modality=CT");
      assertThat(landing(person)).isEqualTo("/studies?modality=CT");
      clock.turn(Duration.ofMinutes(30));
      browser.get("/settings/account?changed=password&by-itself");
      assertThat(signIn(browser, person)).endsWith("/settings/account");
    }

    @Test
    void isThatOfTheFormWhereAnAnswerToItIsShown() {
      Browser browser = in(people.byEmail());
      browser.get("/settings/devices");
      browser.post("/settings/devices/link/totp");
      browser.get("/settings/devices/link/totp");
      assertThat(browser.post("/settings/devices/link/totp/confirm", "code", "12").body())
          .contains("data-return=\"/settings/devices\"");
      assertThat(browser.get("/settings/devices").body())
          .contains("data-stay")
          .doesNotContain("data-return");
    }
  }

  @Nested
  class WhatAPageDoesByItself {
    @Test
    void isNoUseOfTheSession() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "password");
      clock.turn(Duration.ofMinutes(20));
      assertThat(browser.get("/settings/confirm?by-itself").status()).isEqualTo(200);
      assertThat(browser.post("/settings/confirm?by-itself", "code", "").status()).isEqualTo(422);
      assertThat(browser.get("/settings/devices/link/app?by-itself").location())
          .endsWith("/settings/devices?by-itself");
      clock.turn(Duration.ofMinutes(10));
      assertThat(browser.get("/settings/account").location()).endsWith("/login");
    }
  }

  @Nested
  class TwoTabs {
    @Test
    void signedOutInOneTheOthersButtonLeadsToTheSignInAndBack() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      browser.get("/settings/browsers");
      Browser tab = browser.copy();
      browser.get("/settings/account");
      browser.post("/logout");
      tab.setCookie("__Host-sid", "");
      Browser.Page refused = tab.post("/settings/browsers/forget-all");
      assertThat(refused.status()).isEqualTo(302);
      assertThat(refused.location()).endsWith("/login?unsent");
      tab.get("/login");
      assertThat(signIn(tab, person)).endsWith("/settings/browsers");
    }

    @Test
    void signingOutInBothIsNoError() {
      Browser browser = in(people.byEmail());
      browser.get("/settings/account");
      Browser tab = browser.copy();
      browser.post("/logout");
      tab.setCookie("__Host-sid", "");
      assertThat(tab.post("/logout").location()).endsWith("/login");
    }

    @Test
    void signedInAnewInOneTheOthersPageIsSaidToBeTooOld() {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      browser.get("/settings/account");
      Browser tab = browser.copy();
      browser.post("/logout");
      signIn(browser, person);
      tab.setCookie("__Host-sid", browser.cookie("__Host-sid"));
      Browser.Page refused = tab.post("/settings/begin", "change", "password");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("This page was too old", "Nothing was changed.");
      assertThat(refused.body()).contains("href=\"/settings/account\"", "Load the page again");
      assertThat(tab.get("/settings/password").location()).endsWith("/settings/account");
    }

    @Test
    void aStrangersFormThatIsTooOldIsSaidToBeThat() {
      Browser.Page refused =
          new Browser(port).postRaw("/login", "username=someone&password=something");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("href=\"/login\"", "Load the page again");
      assertThat(refused.text())
          .contains("This page was too old", "or your browser keeps no cookies")
          .doesNotContain("You signed in again");
    }

    @Test
    void aFormBehindALinkOfAMailLeadsBackToItsPage() {
      for (String path : new String[] {"/password", "/activate", "/forgotten"}) {
        Browser.Page refused = new Browser(port).postRaw(path, "password=something");
        assertThat(refused.status()).as(path).isEqualTo(403);
        assertThat(refused.body()).as(path).contains("href=\"" + path + "\"");
      }
    }
  }

  @Nested
  class Rule34_PagesThatAreOpen {
    private static final String NONE = "\"session\":null";

    @Test
    void areToldTheirSessionWithoutUsingIt() {
      Browser browser = in(people.byEmail());
      String page = browser.get("/settings/account").body();
      String id = page.replaceAll("(?s).*template data-session=\"([^\"]+)\".*", "$1");
      clock.turn(Duration.ofMinutes(29));
      assertThat(script(browser, "/session/state").body())
          .contains("\"session\":\"" + id + "\"", "\"left\":60,");
      clock.turn(Duration.ofMinutes(1));
      assertThat(script(browser, "/session/state").body()).contains(NONE, "\"ended\":true");
    }

    @Test
    void areToldWhetherItEndedOrSomebodySignedOutInThisBrowser() {
      Browser browser = in(people.byEmail());
      browser.get("/settings/account");
      Browser elsewhere = browser.copy();
      browser.post("/logout");
      assertThat(script(browser, "/session/state").body()).contains(NONE, "\"ended\":false");
      assertThat(script(elsewhere, "/session/state").body()).contains(NONE, "\"ended\":true");
      assertThat(script(new Browser(port), "/session/end").body()).contains(NONE);
    }

    @Test
    void waitForTheEndAndAreToldAtOnce() throws Exception {
      Browser browser = in(people.byEmail());
      Browser elsewhere = browser.copy();
      elsewhere.get("/settings/account");
      try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Browser.Page> page = waiting.submit(() -> script(browser, "/session/end"));
        Future<Browser.Page> other = waiting.submit(() -> script(browser, "/session/end"));
        elsewhere.post("/logout");
        for (Future<Browser.Page> each : List.of(page, other)) {
          assertThat(each.get(10, TimeUnit.SECONDS).body()).contains(NONE, "\"changed\":true");
        }
      }
    }

    @Test
    void aStepUpIsNoEnd() throws Exception {
      People.Person person = people.byEmail();
      Browser browser = in(person);
      Browser waits = browser.copy();
      try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
        clock.turn(Duration.ofMinutes(6));
        List<Future<Browser.Page>> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          pages.add(waiting.submit(() -> script(waits, "/session/end")));
        }
        // A session holds three: once one is answered, the others have arrived and wait.
        await().until(() -> pages.stream().anyMatch(Future::isDone));
        pages.removeIf(Future::isDone);
        browser.get("/settings/account");
        browser.post("/settings/begin", "change", "password");
        browser.get("/settings/confirm");
        browser.post("/settings/confirm", "code", Codes.next(person.email()));
        assertThat(browser.get("/settings/password").status()).isEqualTo(200);
        assertThat(pages).hasSize(3).noneMatch(Future::isDone);
        browser.post("/logout");
        for (Future<Browser.Page> page : pages) {
          assertThat(page.get(10, TimeUnit.SECONDS).body()).contains(NONE);
        }
      }
    }
  }

  @Nested
  class TheWarning {
    @Test
    void stepsInTwoMinutesBeforeTheEnd() {
      Browser browser = in(people.byEmail());
      assertThat(browser.get("/settings/account").body())
          .contains("data-stay=\"1620\"", "data-warning=\"120\"", "Stay signed in");
      assertThat(new Browser(port).get("/login").body()).doesNotContain("data-stay");
    }

    @Test
    void asksWithoutUsingTheSession() {
      Browser browser = in(people.byEmail());
      for (int asked = 0; asked < 15; asked++) {
        clock.turn(Duration.ofMinutes(2).minusSeconds(1));
        assertThat(script(browser, "/session/left").status()).isEqualTo(200);
      }
      assertThat(script(browser, "/session/left").body()).contains("\"idle\":15,");
      clock.turn(Duration.ofSeconds(15));
      assertThat(script(browser, "/session/left").status()).isEqualTo(302);
    }

    @Test
    void isAnsweredByUse() {
      Browser browser = in(people.byEmail());
      clock.turn(Duration.ofMinutes(29));
      Browser.Page left = script(browser, "/session/left");
      assertThat(left.body()).contains("\"idle\":60,");
      assertThat(stay(browser, "forged").status()).isEqualTo(403);
      Browser.Page stayed = stay(browser, token(left));
      assertThat(stayed.status()).isEqualTo(200);
      assertThat(stayed.body()).contains("\"idle\":1800,");
      clock.turn(Duration.ofMinutes(29));
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void tellsOfTheLongestASessionLasts() {
      Browser browser = in(people.byEmail());
      for (int minutes = 0; minutes < 220; minutes += 20) {
        browser.get("/settings/browsers");
        clock.turn(Duration.ofMinutes(20));
      }
      browser.get("/settings/browsers");
      clock.turn(Duration.ofMinutes(19));
      assertThat(script(browser, "/session/left").body()).contains("\"max\":60,");
    }
  }
}
