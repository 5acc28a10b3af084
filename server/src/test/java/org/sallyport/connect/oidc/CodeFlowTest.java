package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.oidc.RelyingParty.CALLBACK;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Signing in to an application: the code, the tokens, and what they tell. */
@SallyportTest
class CodeFlowTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private RelyingParty app;
  private People.Person person;
  private Browser browser;

  @BeforeEach
  void applicationAndPerson() {
    app = RelyingParty.confidential(clients, port);
    person = people.bySms();
    browser = new Browser(port);
  }

  private void signIn() {
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).status())
        .isEqualTo(302);
  }

  private RelyingParty.Answer tokens() {
    RelyingParty.Answer answer = app.redeem(app.code(browser));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  @Test
  void theRequestSurvivesTheSignInAndMovesOnByAPage() {
    Browser.Page asked = browser.get(app.authorize());
    assertThat(asked.location()).startsWith("/oauth2/request/");
    browser.follow(asked);
    assertThat(browser.get(asked.location()).location()).isEqualTo("/login");
    browser.follow(
        browser.post("/login", "username", person.username(), "password", People.PASSWORD));
    assertThat(browser.get(asked.location()).status()).as("half signed in").isEqualTo(302);
    Browser.Page in = browser.post("/login/code", "code", Codes.next(person.phone()));
    assertThat(in.location()).endsWith(asked.location());
    Map<String, String> answer = RelyingParty.movesOn(browser.follow(in));
    assertThat(answer)
        .containsEntry("state", "a state & more")
        .containsEntry("iss", RelyingParty.ISSUER)
        .containsKey("code");
    assertThat(browser.cookies().keySet()).noneMatch(name -> name.contains("SESSION"));
    assertThat(browser.get(asked.location()).status()).as("the Back button").isEqualTo(410);

    RelyingParty.Answer tokens = app.redeem(answer.get("code"));
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    assertThat(tokens.text("token_type")).isEqualTo("Bearer");
  }

  @Test
  void Rule53_tokensTellTheTruthAboutTheSignIn() throws Exception {
    signIn();
    RelyingParty.Answer tokens = tokens();
    JWTClaimsSet claims = app.verified(tokens.text("id_token"));
    assertThat(claims.getIssuer()).isEqualTo(RelyingParty.ISSUER);
    assertThat(claims.getAudience()).containsExactly(app.client.clientId());
    assertThat(claims.getSubject()).isEqualTo(person.id().toString());
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaim("acr")).isEqualTo("https://refeds.org/profile/mfa");
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd", "otp", "sms", "mfa");
    Map<String, @Nullable Object> row =
        rows.query(
                "select id, extract(epoch from factor_at)::bigint as at from sign_in where"
                    + " account_id = ?",
                person.id().value())
            .getFirst();
    assertThat(claims.getStringClaim("sid")).isEqualTo(String.valueOf(row.get("id")));
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(row.get("at"));

    RelyingParty.Answer info = app.userInfo(tokens.text("access_token"));
    assertThat(info.text("sub")).isEqualTo(person.id().toString());
    assertThat(info.text("email")).isEqualTo(person.email());
    assertThat(info.json().path("email_verified").asBoolean(true)).isFalse();
    assertThat(info.text("preferred_username")).isEqualTo(person.username());
    assertThat(info.json().path("roles").path(0).asString("")).isEqualTo("physician");
  }

  @Test
  void claimsAreToldByScopeAlone() {
    signIn();
    RelyingParty.Answer tokens = app.redeem(app.code(browser, "scope", "openid"));
    RelyingParty.Answer info = app.userInfo(tokens.text("access_token"));
    assertThat(info.json().propertyNames()).containsExactly("sub");
  }

  @Test
  void metadataSayWhatThereIs() {
    RelyingParty.Answer metadata = app.get("/.well-known/openid-configuration");
    assertThat(metadata.text("issuer")).isEqualTo(RelyingParty.ISSUER);
    assertThat(metadata.text("authorization_endpoint")).endsWith("/oauth2/authorize");
    assertThat(metadata.text("userinfo_endpoint")).endsWith("/userinfo");
    assertThat(metadata.json().path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(metadata.response().body()).contains("phr").doesNotContain("register");
    assertThat(app.get("/oauth2/jwks").response().body())
        .contains("\"kid\"")
        .doesNotContain("\"d\"", "\"p\"");
  }

  @Test
  void Rule53_refreshTokensRotateAndASecondUseEndsTheFamily() {
    signIn();
    RelyingParty.Answer first = tokens();
    RelyingParty.Answer second = app.refresh(first.text("refresh_token"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(app.verified(second.text("id_token")).getSubject())
        .isEqualTo(person.id().toString());
    assertThat(app.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    assertThat(app.refresh(second.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    assertThat(app.userInfo(second.text("access_token")).status()).isEqualTo(401);
    assertThat(rows.events(person.id(), "ApplicationEvent.CopyPresented")).isEqualTo(1);
    assertThat(Inbox.next(person.email(), it -> it.text().contains("for the second time")).text())
        .contains(app.client.name());
  }

  @Test
  void twentyAtOnceRedeemACodeOnceAndTheFamilyEnds() throws Exception {
    signIn();
    String code = app.code(browser);
    List<RelyingParty.Answer> answers = atOnce(() -> app.redeem(code));
    assertThat(answers.stream().filter(it -> it.status() == 200)).hasSizeLessThanOrEqualTo(1);
    assertThat(
            rows.count(
                "oidc_token t join oidc_grant g on g.id = t.grant_id where g.account_id = '"
                    + person.id()
                    + "'"))
        .isEqualTo(2);
    answers.stream()
        .filter(it -> it.status() == 200)
        .forEach(it -> assertThat(app.userInfo(it.text("access_token")).status()).isEqualTo(401));
  }

  @Test
  void twentyAtOnceRedeemARefreshTokenOnceAndTheFamilyEnds() throws Exception {
    signIn();
    String token = tokens().text("refresh_token");
    List<RelyingParty.Answer> answers = atOnce(() -> app.refresh(token));
    assertThat(answers.stream().filter(it -> it.status() == 200)).hasSizeLessThanOrEqualTo(1);
    assertThat(
            rows.count(
                "oidc_grant where revoked_at is not null and account_id = '" + person.id() + "'"))
        .isEqualTo(1);
  }

  private static List<RelyingParty.Answer> atOnce(Callable<RelyingParty.Answer> call)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RelyingParty.Answer>> all =
          threads.invokeAll(java.util.Collections.nCopies(20, call));
      List<RelyingParty.Answer> answers = new java.util.ArrayList<>();
      for (Future<RelyingParty.Answer> one : all) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void Rule53_tokensEndWithTheSession() {
    signIn();
    RelyingParty.Answer tokens = tokens();
    browser.get("/studies");
    browser.post("/logout");
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void tokensEndWithTheIdleTimeAndWithTheAccount() {
    signIn();
    RelyingParty.Answer tokens = tokens();
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    rows.update("update account set disabled_at = null where id = ?", person.id().value());
    clock.turn(Duration.ofMinutes(4));
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    clock.turn(Duration.ofMinutes(27));
    assertThat(app.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
  }

  @Test
  void Q33_tokensOfADisabledApplicationEndAndStayEnded() {
    signIn();
    RelyingParty.Answer tokens = tokens();
    Actor admin = new Actor(null, "test");
    clients.setDisabled(app.client, true, admin, Origin.COMMAND_LINE);
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    clients.setDisabled(app.client, false, admin, Origin.COMMAND_LINE);
    assertThat(app.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(app.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    assertThat(tokens().status()).isEqualTo(200);
  }

  @Test
  void introspectionAndRevocation() {
    signIn();
    RelyingParty.Answer tokens = tokens();
    String access = tokens.text("access_token");
    RelyingParty.Answer active = app.call("/oauth2/introspect", Map.of("token", access));
    assertThat(active.json().path("active").asBoolean()).isTrue();
    assertThat(active.text("sub")).isEqualTo(person.id().toString());
    assertThat(active.text("client_id")).isEqualTo(app.client.clientId());
    assertThat(active.json().path("exp").asLong()).isPositive();
    RelyingParty other = RelyingParty.confidential(clients, port);
    RelyingParty.Answer ofOther = other.call("/oauth2/introspect", Map.of("token", access));
    assertThat(ofOther.response().body()).as("of another's token").isEqualTo("{\"active\":false}");
    assertThat(other.call("/oauth2/revoke", Map.of("token", access)).status()).isNotEqualTo(200);
    assertThat(app.call("/oauth2/revoke", Map.of("token", access)).status()).isEqualTo(200);
    assertThat(
            app.call("/oauth2/introspect", Map.of("token", access))
                .json()
                .path("active")
                .asBoolean(true))
        .isFalse();
    RelyingParty.Answer again = app.refresh(tokens.text("refresh_token"));
    assertThat(app.call("/oauth2/revoke", Map.of("token", again.text("refresh_token"))).status())
        .isEqualTo(200);
    assertThat(app.userInfo(again.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void aRequestCanBePushed() {
    signIn();
    Map<String, String> form = new LinkedHashMap<>(RelyingParty.parameters(app.authorize()));
    RelyingParty.Answer pushed = app.call("/oauth2/par", form);
    assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
    String path =
        "/oauth2/authorize?client_id="
            + app.client.clientId()
            + "&request_uri="
            + pushed.text("request_uri");
    Browser.Page in = browser.get(path);
    assertThat(in.location()).startsWith(CALLBACK);
    assertThat(app.redeem(RelyingParty.parameters(in.location()).get("code")).status())
        .isEqualTo(200);
    assertThat(browser.get(path).status()).as("used once").isEqualTo(400);
    form.put("redirect_uri", "https://evil.example/cb");
    assertThat(app.call("/oauth2/par", form).status()).isEqualTo(400);
  }

  @Test
  void aFormOfAnotherSiteIsStoredAndAnsweredByALink() {
    signIn();
    String query = app.authorize().substring("/oauth2/authorize?".length());
    Browser withoutCookies = new Browser(port);
    Browser.Page bounced = withoutCookies.postRaw("/oauth2/authorize", query);
    assertThat(bounced.status()).isEqualTo(302);
    assertThat(browser.get(bounced.location()).location()).startsWith(CALLBACK + "?code=");
  }

  @Test
  void aPublicClientProvesItselfByTheVerifierAlone() {
    app =
        RelyingParty.with(
            clients, port, Authentication.NONE, true, RelyingParty.any(), "http://127.0.0.1/cb");
    signIn();
    String address = "http://127.0.0.1:51723/cb";
    Browser.Page in = browser.get(app.authorize("redirect_uri", address));
    assertThat(in.location()).startsWith(address + "?code=");
    String code = RelyingParty.parameters(in.location()).get("code");
    RelyingParty.Answer tokens = app.redeem(code, "redirect_uri", address);
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    RelyingParty.Answer refreshed = app.refresh(tokens.text("refresh_token"));
    assertThat(refreshed.status()).as(refreshed.response().body()).isEqualTo(200);
    assertThat(app.call("/oauth2/introspect", Map.of("token", "x")).status()).isIn(400, 401);
    assertThat(
            app.call("/oauth2/revoke", Map.of("token", refreshed.text("refresh_token"))).status())
        .isEqualTo(200);
    assertThat(app.userInfo(refreshed.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void anApplicationThatIsNotTheHospitalsNeedsConsentOnce() {
    app =
        RelyingParty.with(
            clients, port, Authentication.CLIENT_SECRET_BASIC, false, RelyingParty.any(), CALLBACK);
    signIn();
    assertThat(app.answer(browser, "prompt", "none")).containsEntry("error", "consent_required");
    Browser.Page asked = browser.follow(browser.get(app.authorize()));
    assertThat(asked.text()).contains("is not an application of the hospital", "your role");
    String page = asked.response().uri().getPath();
    Browser.Page allowed = browser.post(page + "/allow");
    assertThat(RelyingParty.movesOn(browser.follow(allowed))).containsKey("code");
    assertThat(app.code(browser)).isNotEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(browser.get(app.authorize("prompt", "consent")).location())
        .startsWith("/oauth2/request/");
  }

  @Test
  void pagesOfPublicClientsMayCallFromAScript() {
    RelyingParty page =
        RelyingParty.with(
            clients,
            port,
            Authentication.NONE,
            true,
            RelyingParty.any(),
            "https://viewer.example/cb");
    assertThat(page.allowedOrigin("/oauth2/token", "https://viewer.example"))
        .isEqualTo("https://viewer.example");
    assertThat(page.allowedOrigin("/userinfo", "https://viewer.example"))
        .isEqualTo("https://viewer.example");
    assertThat(page.allowedOrigin("/oauth2/token", "https://app.example")).isEmpty();
    assertThat(page.allowedOrigin("/oauth2/jwks", "https://any.example")).isEqualTo("*");
  }

  @Test
  void requestsAreDeletedAfterTheirTime() {
    String page = browser.get(app.authorize()).location();
    String row = "oidc_request where id = '" + page.substring(page.lastIndexOf('/') + 1) + "'";
    assertThat(rows.count(row)).isEqualTo(1);
    rows.removeExpired("oidc_request", clock.instant());
    assertThat(rows.count(row)).isEqualTo(1);
    clock.turn(Duration.ofHours(1).plusMillis(1));
    rows.removeExpired("oidc_request", clock.instant().minus(Duration.ofDays(30)));
    assertThat(rows.count(row)).isZero();
    assertThat(browser.get(page).status()).isEqualTo(302);
  }

  @Test
  void aPersonCanGoBackWithoutSigningIn() {
    signIn();
    Browser.Page asked = browser.follow(browser.get(app.authorize("prompt", "select_account")));
    assertThat(asked.text()).contains("Continue as " + person.username());
    String page = asked.response().uri().getPath();
    assertThat(RelyingParty.movesOn(browser.post(page + "/refuse")))
        .containsEntry("error", "access_denied");
  }

  @Test
  void anotherAccountCanBeChosen() {
    signIn();
    Browser.Page asked = browser.follow(browser.get(app.authorize("prompt", "select_account")));
    Browser.Page out = browser.post(asked.response().uri().getPath() + "/other");
    assertThat(browser.follow(out).response().uri().getPath()).isEqualTo("/login");
    People.Person other = people.bySms();
    browser.follow(
        browser.post("/login", "username", other.username(), "password", People.PASSWORD));
    Browser.Page in = browser.post("/login/code", "code", Codes.next(other.phone()));
    String code = RelyingParty.movesOn(browser.follow(in)).get("code");
    assertThat(app.verified(app.redeem(code).text("id_token")).getSubject())
        .isEqualTo(other.id().toString());
  }

  @Test
  void onlyThoseWhomTheClientAdmitsGetACode() {
    Policy admins = new Policy(Set.of("admin"), Set.of(), Assurance.PASSWORD, null);
    app =
        RelyingParty.with(
            clients, port, Authentication.CLIENT_SECRET_BASIC, true, admins, CALLBACK);
    signIn();
    assertThat(app.answer(browser)).containsEntry("error", "access_denied");
    assertThat(rows.events(person.id(), "ApplicationEvent.Refused")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response_type=token",
        "response_mode=form_post",
        "request=eyJ.e30.",
        "prompt=none login",
        "scope=openid admin",
        "max_age=-1",
        "claims=["
      })
  void aWrongRequestIsToldToTheApplication(String parameter) {
    String[] pair = parameter.split("=", 2);
    Browser.Page page = browser.get(app.authorize(pair[0], pair[1]));
    assertThat(page.location()).startsWith(CALLBACK + "?error=");
    assertThat(RelyingParty.parameters(page.location())).containsKeys("iss", "state");
  }

  /** What the log of an application shows to its operator. */
  @Test
  void mistakesOfAnOperatorAreExplainedToTheApplication() {
    assertThat(app.answer(browser, "code_challenge", ""))
        .hasEntrySatisfying(
            "error_description", it -> assertThat(it).contains("code_challenge_method=S256"));
    assertThat(app.answer(browser, "scope", "openid dicomweb"))
        .hasEntrySatisfying(
            "error_description", it -> assertThat(it).contains("registered for the application"));
    RelyingParty wrong = new RelyingParty(app.client, "wrong", port);
    assertThat(wrong.redeem("any").status()).isEqualTo(401);
    assertThat(wrong.redeem("any").text("error")).isEqualTo("invalid_client");
    assertThat(wrong.redeem("any").text("error_description"))
        .contains("its proof is wrong", "client_secret_post is not supported");
  }
}
