package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.oidc.RelyingParty.CALLBACK;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The test modules that the OpenID Foundation publishes for a basic provider, its configuration and
 * RP-initiated logout, by their names: of the basic plan all of them. Back-channel logout is tested
 * in ApplicationLogoutTest.
 */
@SallyportTest
class ConformanceListTest {
  private static final String OUT = CALLBACK + "/out";
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  /** The plan oidcc-basic-certification-test-plan, in its order. */
  private static final List<String> BASIC_PLAN =
      List.of(
          "oidcc-server",
          "oidcc-response-type-missing",
          "oidcc-idtoken-signature",
          "oidcc-idtoken-unsigned",
          "oidcc-userinfo-get",
          "oidcc-userinfo-post-header",
          "oidcc-userinfo-post-body",
          "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
          "oidcc-scope-profile",
          "oidcc-scope-email",
          "oidcc-scope-address",
          "oidcc-scope-phone",
          "oidcc-scope-all",
          "oidcc-ensure-other-scope-order-succeeds",
          "oidcc-display-page",
          "oidcc-display-popup",
          "oidcc-prompt-login",
          "oidcc-prompt-none-not-logged-in",
          "oidcc-prompt-none-logged-in",
          "oidcc-max-age-1",
          "oidcc-max-age-10000",
          "oidcc-ensure-request-with-unknown-parameter-succeeds",
          "oidcc-id-token-hint",
          "oidcc-login-hint",
          "oidcc-ui-locales",
          "oidcc-claims-locales",
          "oidcc-ensure-request-with-acr-values-succeeds",
          "oidcc-codereuse",
          "oidcc-codereuse-30seconds",
          "oidcc-ensure-registered-redirect-uri",
          "oidcc-ensure-post-request-succeeds",
          "oidcc-server-client-secret-post",
          "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
          "oidcc-claims-essential",
          "oidcc-ensure-request-object-with-redirect-uri",
          "oidcc-refresh-token",
          "oidcc-ensure-request-with-valid-pkce-succeeds");

  private RelyingParty app;
  private Browser browser;

  @BeforeEach
  void signIn() {
    app = RelyingParty.confidential(clients, port);
    browser = Visitors.signedIn(people.byEmail(), port);
  }

  @AfterEach
  void remove() {
    rows.update("delete from oidc_client where id = ?", app.client.id());
  }

  /** A module of the list. */
  private interface Check {
    void run(ConformanceListTest test) throws Exception;
  }

  private record Module(String name, Check check) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Module> modules() {
    return Stream.of(basic(), unsupported(), prompts(), configuration(), logout())
        .flatMap(List::stream);
  }

  @Test
  void hasEachModuleOfTheBasicPlanOnce() {
    assertThat(modules().map(Module::name)).doesNotHaveDuplicates().containsAll(BASIC_PLAN);
  }

  private JWTClaimsSet claims(String... parameters) {
    return app.verified(app.redeem(app.code(browser, parameters)).text("id_token"));
  }

  private static Module succeedsWith(String name, String... parameters) {
    return new Module(name, it -> assertThat(it.claims(parameters).getSubject()).isNotEmpty());
  }

  private static List<Module> basic() {
    return List.of(
        succeedsWith("oidcc-server"),
        new Module(
            "oidcc-response-type-missing",
            it ->
                assertThat(it.app.answer(it.browser, "response_type", ""))
                    .containsEntry("error", "invalid_request")),
        new Module(
            "oidcc-idtoken-signature",
            it -> {
              SignedJWT token =
                  SignedJWT.parse(it.app.redeem(it.app.code(it.browser)).text("id_token"));
              assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
              assertThat(token.getHeader().getKeyID()).isNotEmpty();
            }),
        new Module(
            "oidcc-userinfo-post-header",
            it -> {
              String token = it.app.redeem(it.app.code(it.browser)).text("access_token");
              assertThat(it.app.userInfoByPost(token, false).text("sub"))
                  .isNotEmpty()
                  .isEqualTo(it.claims().getSubject());
            }),
        new Module(
            "oidcc-userinfo-get",
            it -> {
              String token = it.app.redeem(it.app.code(it.browser)).text("access_token");
              assertThat(it.app.userInfo(token).text("sub"))
                  .isNotEmpty()
                  .isEqualTo(it.claims().getSubject());
            }),
        new Module(
            "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
            it -> assertThat(it.claims("nonce", "").getClaim("nonce")).isNull()),
        succeedsWith("oidcc-scope-profile", "scope", "openid profile"),
        succeedsWith("oidcc-scope-email", "scope", "openid email"),
        succeedsWith("oidcc-ensure-other-scope-order-succeeds", "scope", "email openid"),
        succeedsWith("oidcc-display-page", "display", "page"),
        succeedsWith("oidcc-display-popup", "display", "popup"),
        succeedsWith("oidcc-ensure-request-with-unknown-parameter-succeeds", "extra", "foobar"),
        succeedsWith("oidcc-login-hint", "login_hint", "bob@example.com"),
        succeedsWith("oidcc-ui-locales", "ui_locales", "se"),
        succeedsWith("oidcc-claims-locales", "claims_locales", "se"),
        succeedsWith(
            "oidcc-ensure-request-with-acr-values-succeeds",
            "acr_values",
            "1 2 " + "https://refeds.org/profile/sfa"),
        succeedsWith("oidcc-ensure-request-with-valid-pkce-succeeds"),
        new Module(
            "oidcc-claims-essential",
            it ->
                assertThat(
                        it.claims("claims", "{\"id_token\": {\"name\": {\"essential\": true}}}")
                            .getStringClaim("name"))
                    .isNotEmpty()),
        new Module(
            "oidcc-codereuse",
            it -> {
              String code = it.app.code(it.browser);
              assertThat(it.app.redeem(code).status()).isEqualTo(200);
              assertThat(it.app.redeem(code).text("error")).isEqualTo("invalid_grant");
            }),
        new Module(
            "oidcc-codereuse-30seconds",
            it -> {
              String code = it.app.code(it.browser);
              String token = it.app.redeem(code).text("access_token");
              it.clock.turn(Duration.ofSeconds(30));
              assertThat(it.app.redeem(code).text("error")).isEqualTo("invalid_grant");
              assertThat(it.app.userInfo(token).status()).isEqualTo(401);
            }),
        new Module(
            "oidcc-ensure-registered-redirect-uri",
            it ->
                assertThat(
                        it.browser.get(it.app.authorize("redirect_uri", CALLBACK + "/x")).status())
                    .isEqualTo(400)),
        new Module(
            "oidcc-ensure-post-request-succeeds",
            it -> {
              String query = it.app.authorize().substring("/oauth2/authorize?".length());
              Browser.Page bounced = it.browser.postRaw("/oauth2/authorize", query);
              assertThat(it.browser.get(bounced.location()).location())
                  .startsWith(CALLBACK + "?code=");
            }),
        new Module(
            "oidcc-refresh-token",
            it -> {
              RelyingParty.Answer first = it.app.redeem(it.app.code(it.browser));
              JWTClaimsSet before = it.app.verified(first.text("id_token"));
              JWTClaimsSet after =
                  it.app.verified(it.app.refresh(first.text("refresh_token")).text("id_token"));
              assertThat(after.getSubject()).isEqualTo(before.getSubject());
              assertThat(after.getIssuer()).isEqualTo(before.getIssuer());
              assertThat(after.getAudience()).isEqualTo(before.getAudience());
              assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
            }));
  }

  /** Modules on what this provider does not have: they pass if that is said, and refused. */
  private static List<Module> unsupported() {
    return List.of(
        new Module(
            "oidcc-userinfo-post-body",
            it -> {
              String token = it.app.redeem(it.app.code(it.browser)).text("access_token");
              assertThat(it.app.userInfoByPost(token, true).status()).isEqualTo(401);
            }),
        lacks("oidcc-idtoken-unsigned", "id_token_signing_alg_values_supported", "none"),
        lacks("oidcc-scope-address", "scopes_supported", "address"),
        lacks("oidcc-scope-phone", "scopes_supported", "phone"),
        lacks("oidcc-scope-all", "scopes_supported", "address"),
        new Module(
            "oidcc-server-client-secret-post",
            it -> {
              it.lacks("token_endpoint_auth_methods_supported", "client_secret_post");
              String code = it.app.code(it.browser);
              assertThat(
                      new RelyingParty(it.app.client, null, it.port)
                          .redeem(
                              code,
                              "client_id",
                              it.app.client.clientId(),
                              "client_secret",
                              String.valueOf(it.app.secret))
                          .text("error"))
                  .isEqualTo("invalid_client");
            }),
        new Module(
            "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
            it -> it.refusesRequestObject()),
        new Module(
            "oidcc-ensure-request-object-with-redirect-uri", it -> it.refusesRequestObject()));
  }

  private static Module lacks(String name, String list, String word) {
    return new Module(name, it -> it.lacks(list, word));
  }

  private void lacks(String list, String word) {
    assertThat(app.get("/.well-known/openid-configuration").json().path(list).toString())
        .startsWith("[\"")
        .doesNotContain("\"" + word + "\"");
  }

  /** {"alg": "none"} and another redirect_uri, without a signature. */
  private void refusesRequestObject() {
    String object =
        new PlainJWT(new JWTClaimsSet.Builder().claim("redirect_uri", CALLBACK + "/x").build())
            .serialize();
    assertThat(app.answer(browser, "request", object))
        .containsEntry("error", "request_not_supported");
  }

  private static List<Module> prompts() {
    return List.of(
        new Module(
            "oidcc-prompt-none-not-logged-in",
            it ->
                assertThat(it.app.answer(new Browser(it.port), "prompt", "none"))
                    .containsEntry("error", "login_required")),
        succeedsWith("oidcc-prompt-none-logged-in", "prompt", "none"),
        new Module(
            "oidcc-prompt-login",
            it -> {
              it.clock.turn(Duration.ofSeconds(2));
              assertThat(it.browser.get(it.app.authorize("prompt", "login")).location())
                  .startsWith("/oauth2/request/");
            }),
        new Module(
            "oidcc-max-age-1",
            it -> {
              it.clock.turn(Duration.ofSeconds(2));
              assertThat(it.browser.get(it.app.authorize("max_age", "1")).location())
                  .startsWith("/oauth2/request/");
            }),
        new Module(
            "oidcc-max-age-10000",
            it -> {
              Object first = it.claims("max_age", "10000").getClaim("auth_time");
              it.clock.turn(Duration.ofSeconds(2));
              assertThat(first).isInstanceOf(Long.class);
              assertThat(it.claims("max_age", "10000").getClaim("auth_time")).isEqualTo(first);
            }),
        new Module(
            "oidcc-id-token-hint",
            it -> {
              String hint = it.app.redeem(it.app.code(it.browser)).text("id_token");
              assertThat(it.app.answer(it.browser, "prompt", "none", "id_token_hint", hint))
                  .containsKey("code");
            }));
  }

  private static List<Module> configuration() {
    return List.of(
        new Module(
            "oidcc-discovery-endpoint-verification",
            it -> {
              RelyingParty.Answer metadata = it.app.get("/.well-known/openid-configuration");
              assertThat(metadata.text("issuer")).isEqualTo(RelyingParty.ISSUER);
              for (String name :
                  List.of(
                      "authorization_endpoint",
                      "token_endpoint",
                      "userinfo_endpoint",
                      "jwks_uri",
                      "end_session_endpoint")) {
                assertThat(metadata.text(name)).as(name).startsWith(RelyingParty.ISSUER + "/");
              }
              Map<String, String> lists =
                  Map.of(
                      "response_types_supported", "code",
                      "subject_types_supported", "public",
                      "id_token_signing_alg_values_supported", "RS256",
                      "scopes_supported", "openid",
                      "claims_supported", "sub");
              lists.forEach(
                  (name, value) ->
                      assertThat(metadata.json().path(name).toString())
                          .as(name)
                          .contains("\"" + value + "\""));
            }));
  }

  private String hint() {
    return app.redeem(app.code(browser)).text("id_token");
  }

  private Browser.Page logout(String query) {
    return browser.get("/connect/logout" + (query.isEmpty() ? "" : "?" + query));
  }

  private static Module leadsTo(String name, String location, String query) {
    return new Module(
        name,
        it ->
            assertThat(it.logout(query.replace("HINT", it.hint())).location()).isEqualTo(location));
  }

  private static Module asks(String name, String query) {
    return new Module(
        name,
        it -> {
          String hint = it.hint();
          String wrong = hint.substring(0, hint.lastIndexOf('.') + 1) + "AAAA";
          Browser.Page page = it.logout(query.replace("WRONG", wrong));
          assertThat(page.status()).isEqualTo(200);
          assertThat(page.text()).contains("Sign out?");
          assertThat(it.browser.get("/settings/sessions").status()).isEqualTo(200);
        });
  }

  private static List<Module> logout() {
    String back = "&post_logout_redirect_uri=" + OUT;
    return List.of(
        leadsTo(
            "oidcc-rp-initiated-logout",
            OUT + "?state=s1",
            "id_token_hint=HINT" + back + "&state=s1"),
        leadsTo("oidcc-rp-initiated-logout-no-state", OUT, "id_token_hint=HINT" + back),
        leadsTo(
            "oidcc-rp-initiated-logout-no-post-logout-redirect-uri",
            "/login?out",
            "id_token_hint=HINT"),
        leadsTo(
            "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
            "/login?out",
            "id_token_hint=HINT&post_logout_redirect_uri=https://other.example/"),
        leadsTo(
            "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
            "/login?out",
            "id_token_hint=HINT" + back + "%3Ffoo=bar"),
        asks("oidcc-rp-initiated-logout-no-id-token-hint", back.substring(1)),
        asks("oidcc-rp-initiated-logout-no-params", ""),
        asks("oidcc-rp-initiated-logout-only-state", "state=s1"),
        asks("oidcc-rp-initiated-logout-modified-id-token-hint", "id_token_hint=WRONG" + back));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module(Module module) throws Exception {
    module.check().run(this);
  }
}
