package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
import tools.jackson.databind.json.JsonMapper;

/** LemonLDAP::NG as an application of the portal, as the guide configures it. */
@Tag("long")
@SallyportTest
@EnabledIf("isPossible")
class LemonLdapTest {
  private static final Duration TOLD = Duration.ofSeconds(30);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  private final int lemonPort = LemonLdap.freePort();
  private Instant before;
  private RelyingParty app;
  private LemonLdap lemonLdap;
  private People.Person person;
  private Browser browser;

  static boolean isPossible() {
    return LemonLdap.isPossible();
  }

  @BeforeEach
  void start() throws IOException {
    before = clock.instant();
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // LemonLDAP's clock
    app =
        RelyingParty.with(
            clients,
            port,
            Authentication.CLIENT_SECRET_BASIC,
            true,
            RelyingParty.any(),
            LemonLdap.callback(lemonPort));
    rows.update(
        "update oidc_client set logout_uri = ?, post_logout_uris = array[?] where id = ?",
        LemonLdap.logout(lemonPort),
        LemonLdap.address(lemonPort),
        app.client.id());
    Browser stranger = new Browser(port);
    lemonLdap =
        LemonLdap.started(
            folder, lemonPort, app, metadata(stranger), stranger.get("/oauth2/jwks").body());
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
  }

  /** What it is told of the portal; it calls the server of the test at another port. */
  private Map<String, String> metadata(Browser stranger) {
    JsonNode read =
        new JsonMapper().readTree(stranger.get("/.well-known/openid-configuration").body());
    Map<String, String> metadata = new HashMap<>();
    read.propertyStream()
        .filter(it -> it.getValue().isString())
        .forEach(it -> metadata.put(it.getKey(), it.getValue().asString("")));
    for (String called : new String[] {"token_endpoint", "userinfo_endpoint", "jwks_uri"}) {
      metadata.computeIfPresent(
          called,
          (name, address) -> address.replace(RelyingParty.ISSUER, "http://localhost:" + port));
    }
    return metadata;
  }

  @AfterEach
  void stop() {
    lemonLdap.close();
    rows.update("delete from oidc_client where id = ?", app.client.id());
    clock.set(before);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void Rule53_signsInAndEndsWithTheSessionHere() throws IOException {
    String asked = location(lemonLdap.get(LemonLdap.address(lemonPort)));
    assertThat(asked).as(lemonLdap.log()).startsWith(RelyingParty.ISSUER + "/oauth2/authorize");
    Browser.Page answered = browser.get(asked.substring(RelyingParty.ISSUER.length()));
    assertThat(answered.location())
        .as(answered.text())
        .startsWith(LemonLdap.callback(lemonPort) + "&code=");
    HttpResponse<String> back = lemonLdap.get(answered.location());
    assertThat(back.statusCode()).as(lemonLdap.log()).isIn(200, 302);
    HttpResponse<String> home = lemonLdap.get(LemonLdap.address(lemonPort));
    assertThat(home.statusCode()).as(lemonLdap.log()).isEqualTo(200);
    assertThat(home.body())
        .as("the person by number or name")
        .containsAnyOf(person.id().toString(), people.nameOf(person));

    browser.get("/studies");
    browser.post("/logout");
    await()
        .atMost(TOLD)
        .untilAsserted(
            () ->
                assertThat(location(lemonLdap.get(LemonLdap.address(lemonPort))))
                    .as(lemonLdap.log())
                    .startsWith(RelyingParty.ISSUER + "/oauth2/authorize"));
  }
}
