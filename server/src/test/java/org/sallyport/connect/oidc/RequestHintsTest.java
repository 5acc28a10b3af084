package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an application says of the person whom it expects (OpenID Connect Core 3.1.2.1). */
@SallyportTest
class RequestHintsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;

  private RelyingParty app;
  private People.Person person;

  @BeforeEach
  void application() {
    app = RelyingParty.confidential(clients, port);
    person = people.byEmail();
  }

  private String usernameShown(Browser browser, String hint) {
    browser.follow(browser.get(app.authorize("login_hint", hint)));
    return username(browser.get("/login"));
  }

  private static String username(Browser.Page page) {
    return Jsoup.parse(page.body()).select("#username").val();
  }

  @Test
  void loginHintFillsInTheUsernameWhetherOrNotThereIsSuchAnAccount() {
    Browser browser = new Browser(port);
    assertThat(usernameShown(browser, person.username())).isEqualTo(person.username());
    assertThat(usernameShown(new Browser(port), "nobody.at-all@x.example"))
        .isEqualTo("nobody.at-all@x.example");
    assertThat(username(new Browser(port).get("/login"))).as("without a request").isEmpty();
    browser.get("/login");
    Browser.Page refused = browser.post("/login", "username", "typed", "password", "wrong");
    assertThat(username(refused)).isEqualTo("typed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Call 0800 123456 now", "<b>x</b>", "a\u202Eb", "x\n", "\"x\""})
  void Q32_noSentenceOfAnApplicationIsOnTheSignInPage(String hint) {
    assertThat(usernameShown(new Browser(port), hint)).isEmpty();
  }

  @Test
  void loginHintChangesNothingForWhoIsSignedIn() {
    Browser browser = Visitors.signedIn(person, port);
    String code = app.code(browser, "login_hint", people.bySms().username());
    assertThat(app.verified(app.redeem(code).text("id_token")).getSubject())
        .isEqualTo(person.id().toString());
  }

  @Test
  void idTokenHintOfThisAccountIsAnsweredAtOnce() {
    Browser browser = Visitors.signedIn(person, port);
    String hint = app.redeem(app.code(browser)).text("id_token");
    assertThat(app.answer(browser, "prompt", "none", "id_token_hint", hint)).containsKey("code");
  }

  @Test
  void Q32_idTokenHintOfAnotherAccountGivesNoCodeOfThisOne() {
    Browser other = Visitors.signedIn(people.byEmail(), port);
    String hint = app.redeem(app.code(other)).text("id_token");
    Browser browser = Visitors.signedIn(person, port);
    assertThat(app.answer(browser, "prompt", "none", "id_token_hint", hint))
        .containsEntry("error", "login_required");
    Browser.Page asked = browser.follow(browser.get(app.authorize("id_token_hint", hint)));
    assertThat(asked.text())
        .contains("asks for another account", "Use another account")
        .doesNotContain("Continue as");
    String page = asked.response().uri().getPath();
    assertThat(browser.post(page + "/choose").location()).isEqualTo(page);
    assertThat(browser.get(page).text()).contains("asks for another account");
  }

  @Test
  void Q32_idTokenHintOfAnotherApplicationSaysNothing() {
    RelyingParty second = RelyingParty.confidential(clients, port);
    Browser browser = Visitors.signedIn(person, port);
    String foreign = second.redeem(second.code(browser)).text("id_token");
    for (String hint : new String[] {foreign, "x.y.z"}) {
      assertThat(app.answer(browser, "prompt", "none", "id_token_hint", hint))
          .containsEntry("error", "account_selection_required");
    }
    Browser stranger = new Browser(port);
    assertThat(app.answer(stranger, "prompt", "none", "id_token_hint", foreign))
        .containsEntry("error", "login_required");
  }

  @Test
  void displayIsTakenAndIgnored() {
    Browser browser = Visitors.signedIn(person, port);
    assertThat(app.code(browser, "display", "popup")).isNotEmpty();
    RelyingParty.Answer metadata = app.get("/.well-known/openid-configuration");
    assertThat(metadata.json().path("display_values_supported").path(0).asString(""))
        .isEqualTo("page");
  }

  @Test
  void theFirstKnownLanguageIsThatOfTheSignIn() {
    Browser stranger = new Browser(port);
    Browser.Page page = stranger.follow(stranger.get(app.authorize("ui_locales", "tlh nl-BE fr")));
    assertThat(page.body()).contains("<html lang=\"nl\"");
    assertThat(stranger.get("/forgotten").body()).contains("<html lang=\"nl\"");
    assertThat(app.get("/.well-known/openid-configuration").json().path("ui_locales_supported"))
        .extracting(it -> it.asString(""))
        .startsWith("en")
        .contains("nl", "ar");
  }
}
