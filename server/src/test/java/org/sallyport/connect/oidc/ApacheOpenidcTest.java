package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.applications.ApacheOpenidc;
import org.sallyport.testing.applications.ApacheOpenidcPossible;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An independent relying party, as the guide configures it: Apache with mod_auth_openidc. */
@Tag("long")
@SallyportTest
@ExtendWith(ApacheOpenidcPossible.class)
class ApacheOpenidcTest {
  private static final String CALLBACK = "/oidc/callback";
  private static final Duration TOLD = Duration.ofSeconds(30);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  private final int apachePort = ApacheOpenidc.freePort();
  private Instant before;
  private RelyingParty app;
  private ApacheOpenidc apache;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    before = clock.instant();
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // Apache's clock
    String callback = ApacheOpenidc.address(apachePort) + CALLBACK;
    app =
        RelyingParty.with(
            clients, port, Authentication.CLIENT_SECRET_BASIC, true, RelyingParty.any(), callback);
    rows.update(
        "update oidc_client set logout_uri = ?, post_logout_uris = array[?] where id = ?",
        callback + "?logout=backchannel",
        ApacheOpenidc.address(apachePort) + "/",
        app.client.id());
    apache =
        ApacheOpenidc.started(
            folder,
            apachePort,
            new ApacheOpenidc.Registered(
                RelyingParty.ISSUER, app.client.clientId(), String.valueOf(app.secret)),
            port);
    People.Person person = people.bySms();
    browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
  }

  @AfterEach
  void stop() {
    apache.close();
    rows.update("delete from oidc_client where id = ?", app.client.id());
    clock.set(before);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /** Opens a page behind Apache, by way of the portal. */
  private HttpResponse<String> signsIn(String page) throws IOException {
    HttpResponse<String> asked = apache.get(page);
    assertThat(location(asked)).as(apache.log()).startsWith(RelyingParty.ISSUER + "/oauth2/");
    Browser.Page answered = browser.get(location(asked).substring(RelyingParty.ISSUER.length()));
    assertThat(answered.location())
        .as(answered.text())
        .startsWith(ApacheOpenidc.address(apachePort) + CALLBACK + "?code=");
    HttpResponse<String> back = apache.get(answered.location());
    assertThat(back.statusCode()).as(apache.log()).isEqualTo(302);
    return apache.get(location(back));
  }

  private JsonNode info() {
    return new JsonMapper().readTree(apache.get(CALLBACK + "?info=json").body());
  }

  @Test
  void Rule53_signsInRefreshesAndLearnsThatTheSessionHasEnded() throws IOException {
    assertThat(signsIn("/").body()).isEqualTo("reports");
    assertThat(apache.get("/radiology/").statusCode()).as("no member").isIn(401, 403);
    JsonNode first = info();
    assertThat(first.path("id_token").path("acr").asString(""))
        .isEqualTo("https://refeds.org/profile/mfa");
    String token = first.path("access_token").asString("");
    HttpResponse<String> refreshed =
        apache.get(
            CALLBACK
                + "?refresh="
                + URLEncoder.encode(ApacheOpenidc.address(apachePort) + "/", StandardCharsets.UTF_8)
                + "&access_token="
                + token);
    assertThat(location(refreshed)).as(apache.log()).endsWith("/").doesNotContain("error");
    String next = info().path("access_token").asString("");
    assertThat(next).isNotEmpty().isNotEqualTo(token);
    assertThat(app.userInfo(next).status()).isEqualTo(200);

    browser.get("/studies");
    browser.post("/logout");
    await()
        .atMost(TOLD)
        .untilAsserted(() -> assertThat(apache.get("/").statusCode()).isEqualTo(302));
    assertThat(location(apache.get("/"))).startsWith(RelyingParty.ISSUER + "/oauth2/authorize");
  }

  @Test
  void signsOutHereToo() throws IOException {
    signsIn("/");
    String home = ApacheOpenidc.address(apachePort) + "/";
    HttpResponse<String> out =
        apache.get(CALLBACK + "?logout=" + URLEncoder.encode(home, StandardCharsets.UTF_8));
    assertThat(location(out)).startsWith(RelyingParty.ISSUER + "/connect/logout");
    Browser.Page ended = browser.get(location(out).substring(RelyingParty.ISSUER.length()));
    assertThat(ended.location()).startsWith(home);
    assertThat(browser.get("/settings/sessions").location()).isEqualTo("/login");
    assertThat(apache.get("/").statusCode()).isEqualTo(302);
  }
}
