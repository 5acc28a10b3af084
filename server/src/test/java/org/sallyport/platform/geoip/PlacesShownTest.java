package org.sallyport.platform.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.PlaceFile;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Places on the pages and in the mails where people check for sign-ins by others; in this test the
 * local machine is in Ghent.
 */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, PlacesShownTest.Ghent.class})
class PlacesShownTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  static final class Ghent
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        Path file =
            new PlaceFile()
                .with("127.0.0.0", 8, PlaceFile.city("Ghent", "Belgium"))
                .with("::1", 128, PlaceFile.city("Ghent", "Belgium"))
                .writeTo(Files.createTempFile("places", ".mmdb"));
        context
            .getEnvironment()
            .getPropertySources()
            .addFirst(
                new MapPropertySource(
                    "places", Map.of("sallyport.geoip.database", file.toString())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aPlaceIsOnThePhoneInTheMessagesAndInTheSettings() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    Received mail = Inbox.next(person.email());
    assertThat(mail.text()).containsPattern("From: .*, Ghent, Belgium");
    browser.post("/login/code", "code", Codes.in(mail), "remember", "yes");
    for (String page : new String[] {"history", "sessions", "browsers"}) {
      assertThat(browser.get("/settings/" + page).text()).as(page).contains(", Ghent, Belgium");
    }
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    assertThat(Inbox.next(person.email()).text()).contains(", Ghent, Belgium");
    Browser asks = new Browser(port);
    assertThat(asks.signIn(person.username(), People.PASSWORD).text()).contains(", Ghent, Belgium");
    assertThat(phone.request().get("address").asString()).endsWith(", Ghent, Belgium");
  }
}
