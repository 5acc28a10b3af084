package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.testing.Browser;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A sign-in at Keycloak, and signing out there. The system property {@code keycloak.home} names the
 * folder in which it was unpacked; without it, this is left out.
 */
@SallyportTest
@ContextConfiguration(
    initializers = {TestSettings.AtItsAddress.class, KeycloakTest.OnKeycloak.class})
@EnabledIf("isPossible")
@Tag("long")
class KeycloakTest {
  private static final String HOME = System.getProperty("keycloak.home", "");
  private static final int PORT = FreePorts.next();
  private static final String ISSUER = "http://127.0.0.1:" + PORT + "/realms/staff";
  private static final String REALM =
      """
      {"realm": "staff", "enabled": true, "sslRequired": "none",
       "users": [{"username": "hester", "enabled": true, "email": "hester@hosp.example", "emailVerified": true,
                  "firstName": "Hester", "lastName": "Brambleway",
                  "credentials": [{"type": "password", "value": "correct horse battery"}]}],
       "clients": [{"clientId": "sallyport", "secret": "a-secret-of-keycloak", "enabled": true, "publicClient": false,
                    "redirectUris": ["HERE/login/with/keycloak/callback"],
                    "attributes": {"backchannel.logout.url": "HERE/login/with/keycloak/logout",
                                   "backchannel.logout.session.required": "true",
                                   "post.logout.redirect.uris": "HERE/login?out",
                                   "pkce.code.challenge.method": "S256"}}]}
      """;

  private static Process keycloak;

  @LocalServerPort int port;
  @Autowired TurnableClock clock;

  static boolean isPossible() {
    return Files.isExecutable(Path.of(HOME, "bin", "kc.sh"));
  }

  /** Connects an application to Keycloak, before it runs. */
  static final class OnKeycloak
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings = new HashMap<>();
      String prefix = "sallyport.issuers.keycloak.";
      settings.put(prefix + "title", "Keycloak");
      settings.put(prefix + "issuer", ISSUER);
      settings.put(prefix + "client-id", "sallyport");
      settings.put(prefix + "client-secret", "a-secret-of-keycloak");
      settings.put(prefix + "clear-text-on-loopback", "true");
      settings.put(prefix + "create", "sign-in");
      settings.put(prefix + "take-email", "true");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("keycloak", settings));
    }
  }

  @BeforeAll
  static void start(@Autowired ConfigurableApplicationContext context)
      throws IOException, InterruptedException {
    String here = String.valueOf(context.getEnvironment().getProperty("sallyport.public-url"));
    Path imports = Files.createDirectories(Path.of(HOME, "data", "import"));
    Files.writeString(imports.resolve("staff.json"), REALM.replace("HERE", here));
    keycloak =
        new ProcessBuilder(
                Path.of(HOME, "bin", "kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + PORT,
                "--db=dev-mem")
            .redirectErrorStream(true)
            .redirectOutput(Path.of(HOME, "data", "log").toFile())
            .start();
    HttpClient http = HttpClient.newHttpClient();
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (!isUp(http)) {
      assertThat(Instant.now()).as("Keycloak is up").isBefore(end);
      Thread.sleep(500);
    }
  }

  private static boolean isUp(HttpClient http) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(ISSUER + "/.well-known/openid-configuration"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    keycloak.descendants().forEach(ProcessHandle::destroy);
    keycloak.destroy();
  }

  /** Sends the one form of a page, with its hidden fields. */
  private static Browser.Page send(Browser browser, Browser.Page page, String... fields) {
    Elements forms = Jsoup.parse(page.body(), ISSUER).select("form");
    assertThat(forms).as(page.status() + " " + page.text()).isNotEmpty();
    Element form = forms.getFirst();
    StringBuilder body = new StringBuilder();
    for (Element hidden : form.select("input[type=hidden], input[type=submit]")) {
      add(body, hidden.attr("name"), hidden.val());
    }
    for (int i = 0; i < fields.length; i += 2) {
      add(body, fields[i], fields[i + 1]);
    }
    return browser.postRaw(form.absUrl("action"), body.toString());
  }

  private static void add(StringBuilder body, String name, String value) {
    body.append(body.isEmpty() ? "" : "&")
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static String movesOn(Browser.Page page) {
    String refresh = Jsoup.parse(page.body()).select("meta[http-equiv=refresh]").attr("content");
    assertThat(refresh).as(page.text()).startsWith("0; url=");
    return refresh.substring("0; url=".length());
  }

  @Test
  void signsInThereGetsAnAccountAndSignsOutThere() {
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // the other program's clock
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser.Page there = browser.get(movesOn(browser.post("/login/with/keycloak")));
    Browser.Page back =
        send(browser, there, "username", "hester", "password", "correct horse battery");
    assertThat(back.location()).contains("/login/with/keycloak/callback", "iss=");
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    Browser.Page asked = browser.get(back.location());
    assertThat(asked.location()).as(asked.text()).endsWith("/login/method");
    browser.follow(asked);
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.post("/login/code", "code", Codes.next("hester@hosp.example"));
    assertThat(browser.get("/settings/sessions").text()).contains("Signed in at Keycloak");

    // Signing out at Keycloak, in the same browser.
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(5));
    Browser.Page question =
        browser.get(ISSUER + "/protocol/openid-connect/logout?client_id=sallyport");
    send(browser, question);
    assertThat(
            Poll.until(
                Duration.ofSeconds(10), () -> browser.get("/settings/sessions").status() == 302))
        .as("told by Keycloak")
        .isTrue();
  }
}
