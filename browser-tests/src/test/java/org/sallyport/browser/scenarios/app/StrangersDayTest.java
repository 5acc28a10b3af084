package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.Lindenmoor;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.applications.ApacheOpenidc;
import org.sallyport.testing.applications.ApacheOpenidcPossible;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.yaml.snakeyaml.Yaml;

/**
 * From an empty domain to a physician who signs in with its password and the app, and opens another
 * application without signing in again. The settings are those of docs/directory.md, the
 * application is configured by ops/apache/openidc.conf and registered on the page.
 */
@Tag("long")
@ContextConfiguration(
    initializers = {
      TestSettings.class,
      Lindenmoor.class,
      StrangersDayTest.GuideToDirectories.class
    })
@ExtendWith({SambaPossible.class, ApacheOpenidcPossible.class})
class StrangersDayTest extends AppScenario {
  private static final Pattern SETTINGS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{40,}");
  private static final String PEOPLE = "OU=Staff," + Samba.BASE;
  private static final Samba SAMBA = Samba.start();

  @TempDir Path folder;
  private Instant before;

  /** The settings of the guide, with the addresses and names of this domain. */
  static final class GuideToDirectories
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings = new HashMap<>();
      Map<String, Map<String, Object>> written = new Yaml().load(settingsOfGuide());
      written.forEach(
          (prefix, values) ->
              values.forEach((name, value) -> settings.put(prefix + "." + name, value)));
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("guide", settings));
    }
  }

  private static String settingsOfGuide() {
    try {
      Matcher settings = SETTINGS.matcher(Files.readString(Path.of("../docs/directory.md")));
      assertThat(settings.find()).isTrue();
      return settings
          .group(1)
          .replace("[ldaps://dc1.hosp.example, ldaps://dc2.hosp.example]", SAMBA.url())
          .replace("/etc/sallyport/hosp-ca.pem", SAMBA.authority().toString())
          .replace("DC=hosp,DC=example", Samba.BASE)
          .replace("hosp.example", "hosp.test")
          .replace("secret", Samba.PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Steps 1 and 3 of the guide.
  static {
    SAMBA.addUnit("Services");
    SAMBA.addUnit("Staff");
    SAMBA.addPersonIn("OU=Services," + Samba.BASE, "sallyport", Map.of());
    String physician =
        SAMBA.addPersonIn(
            PEOPLE,
            "w.marsh",
            Map.of("displayName", "Dr Willa Marsh", "mail", "w.marsh@hosp.example"));
    SAMBA.addGroup("Sallyport-Physicians", physician);
  }

  private String registeredByAnAdmin(String callback) {
    Window window = caller(people.admin(), Width.DESK).comesIn().window();
    window.open("/admin/applications");
    window.follow("Add an application");
    window.type("Name", "Intranet");
    window.type("Client ID", "intranet");
    window.type("Redirect addresses", callback);
    window.type("Address for the end of a session", callback + "?logout=backchannel");
    for (String scope : List.of("profile", "groups")) {
      window.page().locator("input[name='scope-" + scope + "']").check();
    }
    window.press("Add");
    String secret = window.page().locator("code.select-all").first().innerText();
    assertThat(secret).matches(SECRET);
    return secret;
  }

  private static void givesThePasswordOfTheDomain(Window window) {
    window.open("/login");
    window.type("Username", "w.marsh");
    window.type("Password", Samba.PASSWORD);
    window.press("Continue");
  }

  @BeforeEach
  void hasTheTimeOfApache() {
    before = clock.instant();
    clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  @AfterEach
  void hasItsOwnTime() {
    clock.set(before);
  }

  @Test
  void aPhysicianOfTheDomainIsInAndOpensAnotherApplication() throws IOException {
    Window desk = window(Width.DESK);
    givesThePasswordOfTheDomain(desk);
    assertThat(desk.text()).contains("Sallyport Authenticator app");
    desk.page().getByText("Sallyport Authenticator app").first().click();
    desk.press("Continue");
    desk.type("One-Time-Password", Codes.next("w.marsh@hosp.example"));
    desk.press("Continue");
    desk.press("Continue");
    Phone phone = phone();
    phone.types(desk).sees("Is this your account?").asksAs(NAME);
    confirms(desk);
    phone.isDone();
    desk.open("/studies");
    desk.press("Sign out");
    givesThePasswordOfTheDomain(desk);
    phone.sees("Are you signing in at Lindenmoor Hospitals?").approves(number(desk));
    desk.page().waitForURL("**/studies");

    int port = ApacheOpenidc.freePort();
    String address = ApacheOpenidc.address(port);
    String secret = registeredByAnAdmin(address + "/oidc/callback");
    ApacheOpenidc.Registered intranet =
        new ApacheOpenidc.Registered("http://localhost:" + this.port, "intranet", secret);
    try (ApacheOpenidc apache = ApacheOpenidc.started(folder, port, intranet, this.port)) {
      desk.mayLeaveFor(address);
      desk.page().navigate(address + "/");
      assertThat(desk.page().content()).as(apache.log()).contains("reports");
    }
  }
}
