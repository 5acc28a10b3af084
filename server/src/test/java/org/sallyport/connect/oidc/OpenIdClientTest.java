package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sign-in by an independent relying party, {@code web/test/relyingParty.mjs}. */
@SallyportTest
@EnabledIf("isPossible")
class OpenIdClientTest {
  private static final Path FOLDER = Path.of("../web");
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired TurnableClock clock;

  /** Whether its requirements are installed; the server can be built and tested without Node.js. */
  static boolean isPossible() {
    return Files.isDirectory(FOLDER.resolve("node_modules/openid-client"));
  }

  @Test
  void signsInRefreshesAndRevokes() throws IOException {
    Instant before = clock.instant();
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // the other program's clock
    RelyingParty app = RelyingParty.confidential(clients, port);
    Process node =
        new ProcessBuilder(
                "node",
                "test/relyingParty.mjs",
                RelyingParty.ISSUER,
                app.client.clientId(),
                Objects.requireNonNull(app.secret),
                RelyingParty.CALLBACK,
                "http://localhost:" + port)
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
        Writer told = node.outputWriter(StandardCharsets.UTF_8)) {
      JsonNode addresses = JSON.readTree(said.readLine());
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.phone()));
      assertThat(browser.get(path(addresses, "pushed")).location())
          .startsWith(RelyingParty.CALLBACK + "?code=");
      told.write(browser.get(path(addresses, "plain")).location() + "\n");
      told.flush();
      JsonNode result = JSON.readTree(said.readLine());
      assertThat(result.path("claims").path("acr").asString())
          .isEqualTo("https://refeds.org/profile/mfa");
      assertThat(result.path("person").path("email").asString()).isEqualTo(person.email());
      assertThat(result.path("active").asBoolean()).isTrue();
      assertThat(result.path("revoked").asBoolean()).isTrue();
      Browser.Page out = browser.get(path(result, "logout"));
      assertThat(out.location()).isEqualTo("/login?out");
    } finally {
      node.destroy();
      clock.set(before);
    }
  }

  private static String path(JsonNode result, String name) {
    return result.path(name).asString().substring(RelyingParty.ISSUER.length());
  }
}
