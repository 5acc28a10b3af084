package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.Lindenmoor;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.issuer.TestEntra;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Signing in to Office: Microsoft, which is another site, sends the browser by a form, and gets it
 * back by a form.
 */
@ContextConfiguration(
    initializers = {TestSettings.class, Lindenmoor.class, OfficeSignInTest.OnMicrosoft.class})
class OfficeSignInTest extends Scenario {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final TestEntra TENANT = new TestEntra("hospital");
  private static final String OFFICE =
      TENANT.redirectAddress().replace("/common/federation/externalauthprovider", "/office");

  static final class OnMicrosoft
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Objects.requireNonNull(context)
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("tenants", TENANT.settings()));
    }
  }

  private Map<String, String> begin(Person person, Window window) {
    String objectId = UUID.randomUUID().toString();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by) values (?, ?, ?, ?, 'test')",
        person.id().value(),
        TENANT.issuer.url,
        TENANT.subject(objectId),
        Timestamp.from(clock.instant()));
    Map<String, String> request =
        TENANT.request(TENANT.issuer.sign(TENANT.hint(objectId, clock).build()));
    TENANT.issuer.page("/office", form(request));
    TENANT.issuer.page(
        "/common/federation/externalauthprovider",
        "<!DOCTYPE html><html lang=\"en\"><title>Office</title><h1>Welcome to Office</h1></html>");
    window.mayLeaveFor(OFFICE.replace("/office", "/"));
    window.page().navigate(OFFICE);
    window.page().locator("button").click();
    return request;
  }

  private String form(Map<String, String> request) {
    return "<!DOCTYPE html><html lang=\"en\"><title>Office</title><h1>Password accepted</h1><form method=\"post\" action=\"http://localhost:"
        + port
        + TENANT.authorizePath()
        + "\">"
        + request.entrySet().stream()
            .map(
                it ->
                    "<input type=\"hidden\" name=\""
                        + it.getKey()
                        + "\" value=\""
                        + it.getValue().replace("\"", "&quot;")
                        + "\">")
            .collect(Collectors.joining())
        + "<button>Go on</button></form></html>";
  }

  private static void isWithoutBarriers(Window window, String name, Width width) {
    assertThat(window.barriers()).as(name).isEmpty();
    assertThat(window.scrollsSideways()).as(name).isFalse();
    window.picture(PICTURES.resolve("office-" + name + "-" + width + ".png"));
    window.lit(ColorScheme.DARK);
    window.picture(PICTURES.resolve("office-" + name + "-" + width + "-dark.png"));
    window.lit(ColorScheme.LIGHT);
  }

  @AtEachWidth
  void typesACodeAndIsSentBack(Width width) {
    Person person = people.bySms();
    Caller caller = caller(person, width);
    Window window = caller.window();
    Map<String, String> request = begin(person, window);
    window.page().waitForURL("**/login/code");
    assertThat(window.text()).contains("Microsoft asks for this, for your account at The hospital");
    isWithoutBarriers(window, "code", width);
    caller.answers(caller.textedCode());
    window.page().waitForURL(TENANT.redirectAddress());
    assertThat(window.heading()).isEqualTo("Welcome to Office");
    assertThat(TENANT.issuer.posted())
        .containsEntry("state", request.get("state"))
        .containsKey("id_token")
        .doesNotContainKey("_csrf");
    window.open("/studies");
    assertThat(window.path()).isEqualTo("/login");
  }

  @AtEachWidth
  void confirmsInASessionAndStaysSignedIn(Width width) {
    Person person = people.bySms();
    Caller caller = caller(person, width);
    Window window = caller.window();
    caller.givesPassword();
    caller.answers(caller.textedCode());
    begin(person, window);
    window.page().waitForURL("**/mfa/request/*");
    isWithoutBarriers(window, "session", width);
    window.press("Cancel and go back to Microsoft");
    window.page().waitForURL(TENANT.redirectAddress());
    assertThat(TENANT.issuer.posted()).containsEntry("error", "access_denied");
    window.open("/studies");
    assertThat(window.path()).isEqualTo("/studies");
  }

  @Test
  void leadsBackWithoutScript() {
    Person person = people.bySms();
    Window window = window(Width.DESK, false);
    begin(person, window);
    window.page().waitForURL("**/login/code");
    Caller caller = new Caller(person, window);
    caller.answers(caller.textedCode());
    assertThat(window.heading()).contains("You confirmed your sign-in to The hospital");
    window.picture(PICTURES.resolve("office-leave.png"));
    window.press("Continue");
    window.page().waitForURL(TENANT.redirectAddress());
    assertThat(TENANT.issuer.posted()).containsKey("id_token");
  }
}
