package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Keycloak between the portal and other applications, as the guide configures it. */
@Tag("long")
@SallyportTest
@EnabledIf("isPossible")
class KeycloakBrokerTest {
  private static final Duration TOLD = Duration.ofSeconds(30);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  private final int keycloakPort = Keycloak.freePort();
  private Instant before;
  private RelyingParty app;
  private Keycloak keycloak;
  private People.Person person;
  private Browser browser;

  static boolean isPossible() {
    return Keycloak.isPossible();
  }

  @BeforeEach
  void start() throws IOException {
    before = clock.instant();
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // Keycloak's clock
    app =
        RelyingParty.with(
            clients,
            port,
            Authentication.CLIENT_SECRET_BASIC,
            true,
            RelyingParty.any(),
            Keycloak.endpoint(keycloakPort));
    rows.update(
        "update oidc_client set logout_uri = ? where id = ?",
        Keycloak.logout(keycloakPort),
        app.client.id());
    keycloak = Keycloak.started(folder, keycloakPort, app, port);
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
  }

  @AfterEach
  void stop() {
    keycloak.close();
    rows.update("delete from oidc_client where id = ?", app.client.id());
    clock.set(before);
  }

  @Test
  void Rule53_signsInRefreshesAndEndsWithTheSessionHere() throws Exception {
    String asked = keycloak.leaves(keycloak.begin());
    assertThat(asked).as(keycloak.log()).startsWith(RelyingParty.ISSUER + "/oauth2/authorize");
    Browser.Page answered = browser.get(asked.substring(RelyingParty.ISSUER.length()));
    assertThat(answered.location())
        .as(answered.text())
        .startsWith(Keycloak.endpoint(keycloakPort) + "?");
    String back = keycloak.leaves(answered.location());
    assertThat(back).startsWith(Keycloak.CALLBACK + "?");
    JsonNode tokens =
        keycloak.tokens(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                RelyingParty.parameters(back).get("code"),
                "redirect_uri",
                Keycloak.CALLBACK));
    JWTClaimsSet claims = claims(tokens);
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo(person.username());
    assertThat(claims.getStringClaim("email")).isEqualTo(person.email());

    JsonNode refreshed = refresh(tokens);
    assertThat(refreshed.has("access_token")).as(refreshed.toString()).isTrue();

    browser.get("/studies");
    browser.post("/logout");
    await()
        .atMost(TOLD)
        .untilAsserted(
            () ->
                assertThat(refresh(refreshed).path("error").asString(""))
                    .isEqualTo("invalid_grant"));
  }

  private JsonNode refresh(JsonNode tokens) throws IOException {
    return keycloak.tokens(
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            tokens.path("refresh_token").asString("")));
  }

  private static JWTClaimsSet claims(JsonNode tokens) throws ParseException {
    return SignedJWT.parse(tokens.path("id_token").asString("")).getJWTClaimsSet();
  }
}
