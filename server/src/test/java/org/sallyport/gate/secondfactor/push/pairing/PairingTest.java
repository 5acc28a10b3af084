package org.sallyport.gate.secondfactor.push.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Linking a phone with the Sallyport Authenticator, over HTTP. */
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class PairingTest {
  private static final String LINK = "/settings/devices/link/app";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).status())
        .isEqualTo(302);
    return browser;
  }

  private Authenticator phone() {
    return new Authenticator(URI.create("http://localhost:" + port), clock);
  }

  private static String begun(Browser browser) {
    browser.get("/settings/devices");
    assertThat(browser.post(LINK).location()).endsWith(LINK);
    return Authenticator.secret(browser.get(LINK));
  }

  @Nested
  class Linking {
    @Test
    void thePhoneShowsWhoseAccountItIsAndThePersonConfirmsItsName() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = phone();
      String secret = begun(browser);
      assertThat(browser.get(LINK + "/state").body()).isEqualTo("waiting");
      Authenticator.Answer looked = phone.look(secret);
      assertThat(looked.json().get("username").asString()).isEqualTo(person.username());
      assertThat(looked.json().get("host").asString()).isEqualTo("localhost");
      assertThat(phone.link(secret, "Pixel 9").status()).isEqualTo(200);
      assertThat(phone.me().state()).isEqualTo("waiting");
      assertThat(browser.get(LINK + "/state").body()).isEqualTo("changed");
      Browser.Page named = browser.get(LINK);
      assertThat(named.text()).contains("“Pixel 9” wants to be linked");
      assertThat(named.body())
          .doesNotContain(secret.substring(0, 4) + " " + secret.substring(4, 8));
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
      phone.confirmed(browser);
      assertThat(phone.me().json().get("username").asString()).isEqualTo(person.username());
      assertThat(browser.get("/settings/devices").text()).contains("Pixel 9");
      assertThat(Inbox.next(person.email()).text()).contains("Pixel 9").contains("was linked");
      assertThat(rows.events(person.id(), "AppEvent.Claimed")).isEqualTo(1);
      assertThat(rows.events(person.id(), "AccountEvent.DeviceLinked")).isEqualTo(1);
    }

    @Test
    void aSecretTypedInGroupsAndSmallLettersWillDo() {
      String secret = begun(in(people.bySms())).toLowerCase(java.util.Locale.ROOT);
      String typed = secret.substring(0, 12) + " " + secret.substring(12);
      assertThat(phone().link(typed, "Pixel 9").status()).isEqualTo(200);
    }

    @Test
    void whatNobodyConfirmsIsForgottenAfterTenMinutes() {
      Browser browser = in(people.bySms());
      Authenticator phone = phone();
      phone.link(begun(browser), "Pixel 9");
      clock.turn(Duration.ofMinutes(10));
      assertThat(phone.me().status()).isEqualTo(404);
    }

    @Test
    void Rule27_chosenAtTheFirstSignInItIsLinkedBehindACode() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/method", "method", "app");
      assertThat(browser.get("/login/code").text())
          .contains("The method that you chose is linked next. This code comes first");
      assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
          .endsWith("/login/link");
      assertThat(browser.get("/login/link").text())
          .contains("Link your Sallyport Authenticator app");
      Authenticator.link(browser, port, clock);
      assertThat(
              rows.query("select method from account where id = ?", person.id().value()).getFirst())
          .isEqualTo(Map.of("method", "app"));
    }
  }

  @Nested
  class Calls {
    @Test
    void malformedOnesAreRefusedAndUnsignedOnesFindNothing() {
      Authenticator phone = phone();
      for (String body : new String[] {"{}", "[", "{\"secret\":{}}", "\"x\"", "[".repeat(5000)}) {
        assertThat(phone.send("POST", "/app/api/link/look", body).status()).as(body).isEqualTo(400);
      }
      assertThat(phone.send("POST", "/app/api/link", "{\"secret\":\"A\"}").status()).isEqualTo(400);
      assertThat(phone.look("A".repeat(9000)).status()).isEqualTo(413);
      assertThat(phone.send("GET", "/app/api/me", "").status()).isEqualTo(404);
      assertThat(phone.send("GET", "/app/api/code-secret", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Dr.Maes",
          "anna@work",
          "+32 470 12 34 56",
          " ",
          "41 letters, which is more than a name may hv"
        })
    void aNameThatWillNotDoIsRefusedInWordsAndSpendsNothing(String name) {
      String secret = begun(in(people.bySms()));
      Authenticator phone = phone();
      Authenticator.Answer refused = phone.link(secret, name);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().get("problem").asString()).isNotBlank();
      assertThat(phone.link(secret, "2201117TG").status()).isEqualTo(200);
    }

    @Test
    void anotherPathTimeOrDeviceIsAnotherCall() {
      Browser browser = in(people.bySms());
      Authenticator phone = Authenticator.link(browser, port, clock);
      var call = phone.request("GET", "/app/api/me", "");
      assertThat(Authenticator.send(call).status()).isEqualTo(200);
      clock.turn(Duration.ofMinutes(2).plusMillis(1));
      assertThat(Authenticator.send(call).status()).isEqualTo(404);
      clock.turn(Duration.ofMinutes(-4).minusMillis(2));
      assertThat(Authenticator.send(call).status()).isEqualTo(404);
      clock.turn(Duration.ofMinutes(2).plusMillis(1));
      Authenticator other = Authenticator.link(in(people.bySms()), port, clock);
      other.pretend(phone.device());
      assertThat(other.me().status()).isEqualTo(404);
    }

    @Test
    void noCookieCountsThereAndNoneIsSet() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Browser.Page page = browser.get("/app/api/me");
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void whoTriesManySecretsIsSlowedDown() {
      Authenticator phone = phone();
      int status = 0;
      for (int i = 0; i < 103 && status != 429; i++) {
        status = phone.look("A".repeat(24)).status();
      }
      assertThat(status).isEqualTo(429);
      clock.turn(Duration.ofHours(2));
    }
  }

  @Nested
  class Attacks {
    @Test
    void E07_aPhotographedSecretIsGoodOnceForTenMinutesAndIsConfirmedWhereItWasMade() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      String secret = begun(browser);
      Authenticator thief = phone();
      assertThat(thief.link(secret, "Thief").status()).isEqualTo(200);
      assertThat(phone().link(secret, "Pixel 9").status()).isEqualTo(404);
      assertThat(phone().look(secret).status()).isEqualTo(404);
      assertThat(thief.signed("GET", "/app/api/code-secret", "").status()).isEqualTo(404);
      Browser elsewhere = in(person);
      assertThat(elsewhere.get(LINK).location()).endsWith("/settings/devices");
      elsewhere.get("/settings/devices");
      assertThat(elsewhere.post(LINK + "/confirm", "code", thief.device()).status()).isEqualTo(403);
      String second = begun(browser);
      assertThat(thief.me().status()).isEqualTo(404);
      clock.turn(Duration.ofMinutes(10));
      assertThat(phone().link(second, "Pixel 9").status()).isEqualTo(404);
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
    }

    @Test
    void E07_theOneThatThePageNamedIsConfirmedAndNoOther() {
      Browser browser = in(people.bySms());
      Authenticator first = phone();
      first.link(begun(browser), "Pixel 9");
      Browser page = browser.copy();
      Authenticator second = phone();
      second.link(begun(browser), "Thief");
      assertThat(page.post(LINK + "/confirm", "code", first.device()).status()).isEqualTo(422);
      assertThat(second.me().state()).isEqualTo("waiting");
    }

    @Test
    void E07_anotherAccountsSessionConfirmsNothing() {
      People.Person victim = people.bySms();
      Browser browser = in(victim);
      Authenticator phone = phone();
      phone.link(begun(browser), "Pixel 9");
      Browser other = in(people.bySms());
      begun(other);
      assertThat(other.post(LINK + "/confirm", "code", phone.device()).status()).isEqualTo(422);
      assertThat(phone.me().state()).isEqualTo("waiting");
    }

    @Test
    void E04_aPhoneThatWasRemovedAsksForNothing() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock);
      AppPhone codes = phone.codes();
      browser.get("/settings/devices");
      browser.post("/settings/devices/unlink", "id", phone.device());
      browser.get("/settings/confirm");
      browser.post("/settings/confirm", "code", codes.code());
      browser.get("/settings/devices");
      assertThat(browser.post("/settings/devices/unlink", "id", phone.device()).location())
          .endsWith("?removed");
      assertThat(phone.me().status()).isEqualTo(404);
      assertThat(rows.query("select 1 from totp_secret where account_id = ?", person.id().value()))
          .isEmpty();
    }
  }

  @Nested
  class CodesWithoutANetwork {
    @Test
    void areTheSecondFactor() {
      People.Person person = people.bySms();
      Authenticator phone = Authenticator.link(in(person), port, clock, "usual", "yes");
      AppPhone codes = phone.codes();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Browser.Page wrong = browser.post("/login/code", "code", Codes.wrong(codes.code()));
      assertThat(wrong.text()).contains("4 tries left");
      assertThat(browser.post("/login/code", "code", codes.code()).location()).endsWith("/studies");
      Browser again = new Browser(port);
      again.signIn(person.username(), People.PASSWORD);
      assertThat(again.post("/login/code", "code", codes.code()).status()).isEqualTo(422);
    }
  }

  /** A lost response and a lost phone. */
  @Nested
  class Rule44_WhatCanBeLost {
    private Authenticator.Answer codeSecret(Authenticator phone) {
      return phone.signed("GET", "/app/api/code-secret", "");
    }

    @Test
    void theSecretOfTheCodesIsGivenUntilThePhoneHasIt() {
      Authenticator phone = Authenticator.link(in(people.bySms()), port, clock);
      String first = codeSecret(phone).body();
      assertThat(codeSecret(phone).body()).isEqualTo(first);
      assertThat(phone.signed("POST", "/app/api/code-secret/kept", "").status()).isEqualTo(204);
      assertThat(phone.signed("POST", "/app/api/code-secret/kept", "").status()).isEqualTo(204);
      assertThat(codeSecret(phone).status()).isEqualTo(404);
    }

    @Test
    void andNotAnyMoreOnceACodeOfItWasUsed() {
      People.Person person = people.bySms();
      Authenticator phone = Authenticator.link(in(person), port, clock, "usual", "yes");
      in(person, phone.codes());
      assertThat(codeSecret(phone).status()).isEqualTo(404);
    }

    @Test
    void anAnswerToTheLinkingIsGivenAgainToTheSamePhoneAndToNoOther() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      String secret = begun(browser);
      Authenticator phone = phone();
      phone.link(secret, "Pixel 9");
      String device = phone.device();
      assertThat(phone.link(secret, "Pixel 9").json().get("device").asString()).isEqualTo(device);
      assertThat(phone.link(secret, "Thief").status()).isEqualTo(404);
      assertThat(phone().link(secret, "Pixel 9").status()).isEqualTo(404);
      assertThat(phone().look(secret).status()).isEqualTo(404);
      assertThat(rows.events(person.id(), "AppEvent.Claimed")).isEqualTo(1);
      phone.confirmed(browser);
      assertThat(phone.link(secret, "Pixel 9").json().get("device").asString()).isEqualTo(device);
      assertThat(phone.me().state()).isEqualTo("linked");
      clock.turn(Duration.ofMinutes(10));
      assertThat(phone.link(secret, "Pixel 9").status()).isEqualTo(404);
    }

    @Test
    void aPhoneThatIsLinkedAnewTakesTheOldOnesPlace() {
      People.Person person = people.bySms();
      Authenticator old = Authenticator.link(in(person), port, clock, "usual", "yes");
      clock.turn(Duration.ofMinutes(2));
      Browser browser = in(person, old.codes());
      Authenticator anew = phone();
      anew.link(begun(browser), "Pixel 9");
      assertThat(browser.get(LINK).text()).contains("Remove “Pixel 9”");
      anew.confirmed(browser, "replaces", old.device());
      assertThat(old.me().status()).isEqualTo(404);
      assertThat(anew.me().state()).isEqualTo("linked");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isEqualTo(1);
    }

    @Test
    void aPhoneThatWasNotSeenForLongIsMarked() {
      People.Person person = people.bySms();
      Authenticator phone = Authenticator.link(in(person), port, clock, "usual", "yes");
      AppPhone codes = phone.codes();
      clock.turn(Duration.ofDays(91));
      Browser browser = in(person, codes);
      assertThat(browser.get("/settings/devices").text()).contains("Not used for 90 days");
      assertThat(phone.me().status()).isEqualTo(200);
      assertThat(browser.get("/settings/devices").text()).doesNotContain("Not used for 90 days");
    }
  }

  @Nested
  class APhoneTakesItselfOff {
    private Authenticator.Answer takesItselfOff(Authenticator phone) {
      return phone.signed("DELETE", "/app/api/me", "");
    }

    @Test
    void andIsGoneFromTheSettings() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock);
      rows.update("update account set method = 'sms' where id = ?", person.id().value());
      assertThat(takesItselfOff(phone).status()).isEqualTo(204);
      assertThat(phone.me().status()).isEqualTo(404);
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isEqualTo(1);
    }

    @Test
    void unconfirmedPhoneRemovesItselfAndCannotBeConfirmed() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = phone();
      phone.link(begun(browser), "Pixel 9");
      browser.get(LINK);
      assertThat(takesItselfOff(phone).status()).isEqualTo(204);
      assertThat(takesItselfOff(phone).status()).isEqualTo(404);
      assertThat(browser.get(LINK + "/state").body()).isEqualTo("changed");
      browser.get("/settings/devices");
      assertThat(browser.post(LINK + "/confirm", "code", phone.device()).location())
          .doesNotEndWith("?linked");
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isZero();
    }

    @Test
    void Rule29_butNotTheLastOneThatTheSignInAsks() {
      Authenticator phone = Authenticator.link(in(people.bySms()), port, clock, "usual", "yes");
      Authenticator.Answer answer = takesItselfOff(phone);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.state()).isEqualTo("last");
      assertThat(phone.me().state()).isEqualTo("linked");
    }

    @Test
    void Rule28_norWhileTheAccountIsLocked() {
      People.Person person = people.bySms();
      Authenticator phone = Authenticator.link(in(person), port, clock, "usual", "yes");
      rows.update(
          "update account set method = 'sms', locked_at = now() where id = ?", person.id().value());
      assertThat(takesItselfOff(phone).state()).isEqualTo("locked");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isZero();
    }

    @Test
    void E04_norForAnother() {
      Authenticator victim = Authenticator.link(in(people.bySms()), port, clock);
      Authenticator attacker = Authenticator.link(in(people.bySms()), port, clock);
      attacker.pretend(victim.device());
      assertThat(takesItselfOff(attacker).status()).isEqualTo(404);
      assertThat(attacker.send("DELETE", "/app/api/me", "").status()).isEqualTo(404);
      assertThat(victim.me().state()).isEqualTo("linked");
    }
  }

  @Test
  void Rule34_aSecretIsVoidWithTheSessionThatMadeIt() {
    Browser browser = in(people.bySms());
    String secret = begun(browser);
    browser.post("/logout");
    assertThat(phone().look(secret).status()).isEqualTo(404);
    assertThat(phone().link(secret, "Pixel 9").status()).isEqualTo(404);
  }

  /** Signs in with a code of the phone. */
  private Browser in(People.Person person, AppPhone codes) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", codes.code()).location()).endsWith("/studies");
    return browser;
  }
}
