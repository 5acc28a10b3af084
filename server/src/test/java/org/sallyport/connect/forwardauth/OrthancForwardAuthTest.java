package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.forwardauth.RawHttp.Answer;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.yaml.snakeyaml.Yaml;

/** Orthanc's own pages behind nginx, by the example in docs/forward-auth.md. */
@Tag("long")
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OrthancForwardAuthTest.Guide.class})
class OrthancForwardAuthTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```\n(sallyport\\.forward-auth:\n  orthanc:.*?)```", Pattern.DOTALL);
  private static final String HOST = ForwardAuthSettings.WIKI;

  /** The settings of the guide, at another address. */
  static final class Guide
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Map<String, Map<String, Object>>> written = new Yaml().load(example());
      Map<String, Object> settings = new HashMap<>();
      settings.put("sallyport.trusted-proxies", "127.0.0.1,::1");
      Map<String, Object> orthanc =
          Objects.requireNonNull(
              Objects.requireNonNull(written.get("sallyport.forward-auth")).get("orthanc"));
      orthanc.forEach(
          (name, value) -> {
            if (value instanceof List<?> rules) {
              for (int i = 0; i < rules.size(); i++) {
                settings.put(
                    "sallyport.forward-auth.orthanc." + name + "[" + i + "]", rules.get(i));
              }
            } else {
              settings.put("sallyport.forward-auth.orthanc." + name, value);
            }
          });
      settings.put("sallyport.forward-auth.orthanc.addresses", "http://" + HOST);
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("guide", settings));
    }
  }

  private static String example() {
    try {
      Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/forward-auth.md")));
      assertThat(example.find()).isTrue();
      return example.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  private ApplicationProxy proxy;
  private HostBrowser orthanc;

  @BeforeEach
  void start() throws IOException {
    TestArchive.start();
    int archive =
        URI.create(String.valueOf(TestArchive.settings().get("sallyport.archive.url"))).getPort();
    proxy = ApplicationProxy.start(ApplicationProxy.Kind.NGINX, port, archive);
    orthanc = new HostBrowser(Front.at(proxy.port()), HOST);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Browser bySms(String role) {
    People.Person person = people.add("sms", true, true, role);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return browser;
  }

  /** The archive of the tests asks for a password of its own, which one behind a proxy does not. */
  private Answer open(String method, String path) {
    return orthanc.send(method, path, "Authorization: " + TestArchive.basic());
  }

  @Test
  void onlyAdminsReadAndChangesNeedAFactorOfTheLastQuarterOfAnHour() {
    assertThat(open("GET", "/system").status()).isEqualTo(302);
    isRefused(bySms("physician"));
    orthanc.signIn(bySms("admin"), "/system");
    assertThat(open("GET", "/system").body()).contains("\"ApiVersion\"");
    assertThat(open("POST", "/tools/now").status())
        .as("Orthanc's own answer")
        .isNotIn(302, 401, 403);
    clock.turn(Duration.ofMinutes(16));
    assertThat(open("GET", "/system").status()).isEqualTo(200);
    assertThat(open("POST", "/tools/now").status()).isIn(302, 401);
  }

  /** By the portal, or where the way back leads. */
  private void isRefused(Browser portal) {
    Browser.Page left = portal.get(orthanc.begin("/system"));
    if (left.location().startsWith(orthanc.address())) {
      orthanc.open(orthanc.path(left.location()));
    }
    assertThat(open("GET", "/system").status()).isIn(302, 403);
    orthanc.cookies.clear();
  }

  @Test
  void aSignInByMailAloneDoesNotReachIt() {
    isRefused(Visitors.signedIn(people.admin(), port));
  }
}
