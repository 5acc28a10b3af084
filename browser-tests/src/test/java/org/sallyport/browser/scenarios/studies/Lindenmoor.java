package org.sallyport.browser.scenarios.studies;

import java.util.Map;
import org.sallyport.testing.FreePorts;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An installation with every optional setting about itself, so that pages have their full content,
 * and with the address used by the browsers as its public address.
 */
public final class Lindenmoor
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    int port = FreePorts.next();
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("server.port", port),
            Map.entry("sallyport.public-url", "http://localhost:" + port),
            Map.entry("sallyport.installation.name", "Lindenmoor Hospitals"),
            Map.entry("sallyport.installation.help", "the imaging desk"),
            Map.entry("sallyport.installation.address", "Moorlaan 12, 9000 Lindenmoor"),
            Map.entry("sallyport.installation.desk-phone", "extension 5540"),
            Map.entry("sallyport.installation.desk-phone-outside", "+32 9 555 55 40"),
            Map.entry("sallyport.installation.desk-email", "desk@lindenmoor.example"),
            Map.entry("sallyport.installation.desk-hours", "every day, 7:00 to 22:00"),
            Map.entry("sallyport.installation.zone", "Europe/Brussels"),
            Map.entry("sallyport.languages.texts", "src/test/resources/own-texts"));
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("house", settings));
  }
}
