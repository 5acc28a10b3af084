package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.oidc.RelyingParty.CALLBACK;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

/** Attacks on the OpenID provider. */
@SallyportTest
class OidcAttacksTest {
  private static final String MFA = "https://refeds.org/profile/mfa";
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;
  @Autowired OidcProperties properties;
  @Autowired NetworkLimits limits;

  private Browser bySms(People.Person person, boolean remember) {
    Browser browser = new Browser(port);
    return bySms(browser, person, remember);
  }

  private static Browser bySms(Browser browser, People.Person person, boolean remember) {
    browser.signIn(person.username(), People.PASSWORD);
    String code = Codes.next(person.phone());
    Browser.Page in =
        remember
            ? browser.post("/login/code", "code", code, "remember", "yes")
            : browser.post("/login/code", "code", code);
    assertThat(in.status()).isEqualTo(302);
    return browser;
  }

  /** In again by the remembered browser, which proves no second factor. */
  private Browser remembered(People.Person person) {
    Browser browser = bySms(person, true);
    browser.get("/studies");
    browser.post("/logout");
    browser.get("/login");
    Browser.Page in =
        browser.post("/login", "username", person.username(), "password", People.PASSWORD);
    assertThat(in.location()).endsWith("/studies");
    return browser;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb/",
        "https://app.example/cb2",
        "https://app.example/cb?x=1",
        "https://app.example/cb#x",
        "https://app.example:8443/cb",
        "https://user@app.example/cb",
        "https://app.example.evil.example/cb",
        "https://x.app.example/cb",
        "https://app.example/%63b",
        "https://APP.example/cb",
        "http://app.example/cb",
        "http://localhost/cb",
        "http://127.0.0.1/cb",
        "app://cb",
        "javascript:alert(1)",
        "//evil.example/cb"
      })
  void Q01_anotherAddressIsNeverRedirectedTo(String address) {
    RelyingParty app = RelyingParty.confidential(clients, port);
    Browser browser = bySms(people.bySms(), false);
    Browser.Page page = browser.get(app.authorize("redirect_uri", address));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.location()).isEmpty();
    assertThat(page.body()).doesNotContain(address);
  }

  @Test
  void Q01_neitherIsOneOfTwoAddressesNorNone() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    Browser browser = new Browser(port);
    for (String path :
        new String[] {
          app.authorize() + "&redirect_uri=https://evil.example/",
          app.authorize("redirect_uri", ""),
          app.authorize("client_id", "unknown")
        }) {
      Browser.Page page = browser.get(path);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.location()).isEmpty();
    }
  }

  @Test
  void Q02_aCodeIsOfNoUseToOthersOrTwiceOrLate() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    RelyingParty other = RelyingParty.confidential(clients, port);
    Browser browser = bySms(people.bySms(), false);
    String code = app.code(browser);
    assertThat(other.redeem(code).text("error")).isEqualTo("invalid_grant");
    code = app.code(browser);
    assertThat(app.redeem(code, "code_verifier", "").status()).isEqualTo(400);
    assertThat(
            app.redeem(code, "code_verifier", RelyingParty.challenge(RelyingParty.VERIFIER))
                .status())
        .isEqualTo(400);
    assertThat(app.redeem(code, "redirect_uri", CALLBACK + "/").status()).isEqualTo(400);
    RelyingParty.Answer tokens = app.redeem(code);
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(app.redeem(code).text("error")).isEqualTo("invalid_grant");
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(app.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    code = app.code(browser);
    clock.turn(Duration.ofSeconds(60));
    assertThat(app.redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({"code_challenge,", "code_challenge_method,plain", "code_challenge_method,"})
  void Q02_noCodeWithoutAHashedChallenge(String name, String value) {
    RelyingParty app = RelyingParty.confidential(clients, port);
    Browser browser = bySms(people.bySms(), false);
    assertThat(app.answer(browser, name, value == null ? "" : value))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void Q03_aRememberedBrowserIsNoSecondFactor() throws Exception {
    RelyingParty app = RelyingParty.confidential(clients, port);
    People.Person person = people.bySms();
    Browser browser = remembered(person);
    JWTClaimsSet claims = app.verified(app.redeem(app.code(browser)).text("id_token"));
    assertThat(claims.getStringClaim("acr")).isEqualTo("https://refeds.org/profile/sfa");
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");

    assertThat(app.answer(browser, "prompt", "none", "acr_values", MFA))
        .containsEntry("error", "interaction_required");
    Browser.Page asked = browser.follow(browser.get(app.authorize("acr_values", MFA)));
    assertThat(asked.text()).contains("needs your second factor");
    String page = asked.response().uri().getPath();
    clock.turn(Duration.ofMinutes(1));
    browser.follow(browser.post(page + "/factor"));
    Browser.Page given = browser.post("/settings/confirm", "code", Codes.next(person.phone()));
    String code = RelyingParty.movesOn(browser.follow(given)).get("code");
    claims = app.verified(app.redeem(code).text("id_token"));
    assertThat(claims.getStringClaim("acr")).isEqualTo(MFA);
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd", "otp", "sms", "mfa");
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(clock.instant().getEpochSecond());
  }

  @Test
  void Q03_theClientsDemandHoldsWhateverTheRequestSays() {
    Policy strong = new Policy(Set.of(), Set.of(), Assurance.SECOND_FACTOR, Duration.ofMinutes(10));
    RelyingParty app =
        RelyingParty.with(
            clients, port, Authentication.CLIENT_SECRET_BASIC, true, strong, CALLBACK);
    Browser browser = remembered(people.bySms());
    assertThat(
            app.answer(browser, "prompt", "none", "acr_values", "https://refeds.org/profile/sfa"))
        .containsEntry("error", "interaction_required");
    Browser fresh = bySms(people.bySms(), false);
    assertThat(app.code(fresh)).isNotEmpty();
    clock.turn(Duration.ofMinutes(11));
    assertThat(app.answer(fresh, "prompt", "none")).containsEntry("error", "interaction_required");
  }

  @Test
  void Q03_aMailboxIsNoSecondFactorEither() throws Exception {
    RelyingParty app = RelyingParty.confidential(clients, port);
    Browser browser = Visitors.signedIn(people.byEmail(), port);
    assertThat(app.answer(browser, "acr_values", MFA))
        .containsEntry("error", "unmet_authentication_requirements");
    assertThat(
            app.answer(
                browser,
                "claims",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"phr\"]}}}"))
        .containsEntry("error", "unmet_authentication_requirements");
    JWTClaimsSet claims = app.verified(app.redeem(app.code(browser)).text("id_token"));
    assertThat(claims.getStringListClaim("amr")).doesNotContain("mfa");
  }

  @ParameterizedTest
  @CsvSource({"max_age,0", "max_age,59", "prompt,login"})
  void Q03_anOldProofIsGivenAnew(String name, String value) throws Exception {
    RelyingParty app = RelyingParty.confidential(clients, port);
    People.Person person = people.bySms();
    Browser browser = bySms(person, false);
    clock.turn(Duration.ofMinutes(1));
    Browser.Page asked = browser.follow(browser.get(app.authorize(name, value)));
    assertThat(asked.text()).contains("needs your second factor");
    browser.follow(browser.post(asked.response().uri().getPath() + "/factor"));
    Browser.Page given = browser.post("/settings/confirm", "code", Codes.next(person.phone()));
    String code = RelyingParty.movesOn(browser.follow(given)).get("code");
    JWTClaimsSet claims = app.verified(app.redeem(code).text("id_token"));
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(clock.instant().getEpochSecond());
  }

  @Test
  void Q03_strangersAndHalfSignedInGetNoCode() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    Browser browser = new Browser(port);
    assertThat(app.answer(browser, "prompt", "none")).containsEntry("error", "login_required");
    browser.signIn(people.bySms().username(), People.PASSWORD);
    assertThat(app.answer(browser, "prompt", "none")).containsEntry("error", "login_required");
    assertThat(browser.get(app.authorize()).location()).startsWith("/oauth2/request/");
  }

  @Test
  void Q04_noOtherTokenIsAnAccessToken() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    RelyingParty.Answer tokens = app.redeem(app.code(bySms(people.bySms(), false)));
    String unsigned =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    "{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            + "."
            + tokens.text("id_token").split("\\.", -1)[1]
            + ".";
    for (String token :
        new String[] {tokens.text("id_token"), tokens.text("refresh_token"), unsigned, "", "x"}) {
      assertThat(app.userInfo(token).status()).as(token).isEqualTo(401);
    }
    clock.turn(Duration.ofMinutes(5));
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void Q04_aClientIsNotBelievedWithoutItsProof() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    RelyingParty wrong = new RelyingParty(app.client, "wrong", port);
    RelyingParty none = new RelyingParty(app.client, null, port);
    String code = app.code(bySms(people.bySms(), false));
    assertThat(wrong.redeem(code).status()).isEqualTo(401);
    assertThat(none.redeem(code, "client_id", app.client.clientId()).status()).isEqualTo(401);
    assertThat(
            none.call(
                    "/oauth2/token",
                    Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                    "client_id",
                    app.client.clientId())
                .status())
        .isEqualTo(401);
    assertThat(app.redeem(code).status()).isEqualTo(200);
  }

  private static RelyingParty.Answer push(RelyingParty app, String state) {
    return app.call("/oauth2/par", pushed(app, state));
  }

  private static Map<String, String> pushed(RelyingParty app, String state) {
    return Map.of(
        "client_id",
        app.client.clientId(),
        "response_type",
        "code",
        "redirect_uri",
        CALLBACK,
        "scope",
        "openid",
        "state",
        state,
        "other",
        "x".repeat(60_000),
        "code_challenge",
        RelyingParty.challenge(RelyingParty.VERIFIER),
        "code_challenge_method",
        "S256");
  }

  private long requests() {
    return rows.count("oidc_request");
  }

  @Test
  void Rule60_Q76_whatStrangersPushIsBoundedBeforeItIsStored() {
    RelyingParty app =
        RelyingParty.with(clients, port, Authentication.NONE, true, RelyingParty.any(), CALLBACK);
    long before = requests();
    assertThat(push(app, "x".repeat(2049)).status()).isEqualTo(413);
    assertThat(requests()).isEqualTo(before);
    assertThat(push(app, "x").status()).isEqualTo(201);
    assertThat(requests()).isEqualTo(before + 1);
    assertThat(
            (Integer)
                rows.query(
                        "select max(length(parameters)) as most from oidc_request where client_id ="
                            + " ?",
                        app.client.id())
                    .getFirst()
                    .get("most"))
        .as("parameters that are not read are not stored")
        .isLessThan(2000);
    int most = properties.requestsPerHour();
    rows.update(
        "update rate_limit set used = ? where name in ('oidc-requests', 'oidc-pushed')", most);
    RelyingParty.Answer tooMany = push(app, "x");
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(new Browser(port).get(app.authorize()).status()).isEqualTo(429);
    RelyingParty secret = RelyingParty.confidential(clients, port);
    assertThat(push(secret, "x").status())
        .as("who proves to be the application is not counted by network")
        .isEqualTo(201);
    rows.update(
        "update rate_limit set used = ? where name in ('oidc-pushed')", properties.pushedPerHour());
    assertThat(push(secret, "x").status()).isEqualTo(429);
    assertThat(requests()).isEqualTo(before + 2);
  }

  @AfterEach
  void nothingIsUsedUp() {
    rows.update("delete from rate_limit where name like 'oidc-%'");
  }

  @Test
  void Q76_aSiteIsCountedBesideItsNetworks() {
    RequestLimit limit =
        new RequestLimit(
            limits,
            new OidcProperties(
                properties.requestTtl(),
                properties.codeTtl(),
                properties.idTokenTtl(),
                properties.keyRotation(),
                properties.keyPublishedBefore(),
                3,
                properties.pushedPerHour()));
    long before = rows.count("rate_limit");
    long taken =
        IntStream.range(0, 400)
            .filter(
                network -> {
                  MockHttpServletRequest request = new MockHttpServletRequest();
                  request.setRemoteAddr("2001:db8:77:" + Integer.toHexString(network) + "::1");
                  return limit.take(request);
                })
            .count();
    assertThat(taken).as("ten times the number of a network").isEqualTo(30);
    assertThat(rows.count("rate_limit")).as("rows").isEqualTo(before + 31);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/request/x",
        "/oauth2/request/00000000-0000-0000-0000-000000000000?x=1",
        "/auth/request/x",
        "/mfa/request/x",
        "/studies/x",
        "/settings/x"
      })
  void Q77_aForeignLinkBreaksNoPageOfTheSession(String link) {
    Browser browser = new Browser(port);
    assertThat(browser.get(link).status()).isNotEqualTo(500);
    bySms(browser, people.bySms(), false);
    for (String page : new String[] {"/settings/devices", "/settings/applications"}) {
      assertThat(browser.get(page).status()).as(page).isEqualTo(200);
    }
    assertThat(browser.get(link).status()).isNotEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "/oauth2/request/x",
        "AAAA/studies?x",
        "99999999999999999999",
        "a.b.c.d.e",
        "%00%ff",
        "----",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.99999999999999.x"
      })
  void Q77_noCookieBreaksAPage(String garbage) {
    Browser browser = bySms(people.bySms(), false);
    String session = browser.cookie("__Host-sid");
    for (String name :
        new String[] {
          "next", "link", "language", "language-asked", "rb", "issuer", "share", "share-link",
          "share-form", "sharing", "form", "known", "key", "pre", "sid", "admin"
        }) {
      for (String page :
          new String[] {
            "/",
            "/login",
            "/studies",
            "/settings/devices",
            "/shared",
            "/shared/studies",
            "/link/password",
            "/password/new",
            "/sharing",
            "/auth/start",
            "/login/with/x"
          }) {
        browser.setCookie("__Host-sid", session);
        browser.setCookie("__Host-" + name, garbage);
        assertThat(browser.get(page).status()).as(name + " " + page).isNotEqualTo(500);
      }
      browser.setCookie("__Host-" + name, "");
    }
  }
}
