package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.X509CertUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A sign-in at a real OpenID provider: Sallyport's own, of the same installation. Its person and
 * the person here have different accounts.
 */
@SallyportTest
@ContextConfiguration(
    initializers = {TestSettings.AtItsAddress.class, OwnProviderTest.OnItself.class})
class OwnProviderTest {
  private static final String MFA = "https://refeds.org/profile/mfa";
  private static final Path FOLDER = keys();
  private static final Pattern MOVES_ON =
      Pattern.compile("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  /** A key pair by which the relying party proves itself, since it is there before the client. */
  private static Path keys() {
    try {
      Path folder = Files.createTempDirectory("sallyport-test");
      int status =
          new ProcessBuilder(
                  "openssl",
                  "req",
                  "-x509",
                  "-newkey",
                  "rsa:2048",
                  "-nodes",
                  "-keyout",
                  "key.pem",
                  "-out",
                  "cert.pem",
                  "-days",
                  "20",
                  "-subj",
                  "/CN=sallyport")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start()
              .waitFor();
      assertThat(status).isZero();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the installation an issuer of its own. */
  static final class OnItself
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings = new HashMap<>();
      String prefix = "sallyport.issuers.self.";
      settings.put(prefix + "title", "Another Sallyport");
      settings.put(
          prefix + "issuer", context.getEnvironment().getProperty("sallyport.public-url", ""));
      settings.put(prefix + "client-id", "relying-party");
      settings.put(prefix + "client-key-file", FOLDER.resolve("key.pem").toString());
      settings.put(prefix + "client-certificate-file", FOLDER.resolve("cert.pem").toString());
      settings.put(prefix + "clear-text-on-loopback", "true");
      settings.put(prefix + "second-factor", "acr=" + MFA);
      settings.put(prefix + "acr-values", MFA);
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("self", settings));
    }
  }

  private void register() throws Exception {
    JWK key = JWK.parse(X509CertUtils.parse(Files.readString(FOLDER.resolve("cert.pem"))));
    String here = "http://localhost:" + port;
    clients.add(
        new Clients.Registration(
            "relying-party",
            "Relying party",
            Authentication.PRIVATE_KEY_JWT,
            false,
            true,
            List.of(here + "/login/with/self/callback"),
            List.of(here + "/login?out"),
            null,
            Set.of("openid", "profile", "email"),
            new JWKSet(key.toPublicJWK()).toString(),
            new Policy(Set.of(), Set.of(), Assurance.PASSWORD, null),
            Duration.ofMinutes(5)),
        new Actor(null, "test", null),
        Origin.COMMAND_LINE);
  }

  private static String pathOf(String address) {
    URI uri = URI.create(address.replace("&amp;", "&"));
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  @Test
  void signsInThereAndIsSomebodyHere() throws Exception {
    register();
    People.Person there = people.bySms();
    People.Person here = people.byEmail();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        here.id().value(),
        "http://localhost:" + port,
        there.id().toString(),
        Timestamp.from(clock.instant()));
    Browser browser = new Browser(port);
    browser.get("/login");
    Matcher away = MOVES_ON.matcher(browser.post("/login/with/self").body());
    assertThat(away.find()).isTrue();
    // There: the request, the password, the code, and back.
    browser.follow(browser.get(pathOf(away.group(1))));
    browser.follow(
        browser.post("/login", "username", there.username(), "password", People.PASSWORD));
    Browser.Page page =
        browser.follow(browser.post("/login/code", "code", Codes.next(there.phone())));
    Matcher back = MOVES_ON.matcher(page.body());
    if (back.find()) {
      browser.follow(browser.get(pathOf(back.group(1))));
    }
    assertThat(browser.get("/settings/sessions").text()).contains("Signed in at Another Sallyport");
    assertThat(
            rows.query(
                    "select issuer, issuer_factor, state from sign_in where account_id = ?",
                    here.id().value())
                .getFirst())
        .containsEntry("issuer", "self")
        .containsEntry("issuer_factor", true)
        .containsEntry("state", "complete");
  }
}
