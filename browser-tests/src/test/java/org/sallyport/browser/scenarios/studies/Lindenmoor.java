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
        Map.of(
            "server.port", port,
            "sallyport.public-url", "http://localhost:" + port,
            "sallyport.installation.name", "Lindenmoor Hospitals",
            "sallyport.installation.help", "the imaging desk",
            "sallyport.installation.address", "Moorlaan 12, 9000 Lindenmoor",
            "sallyport.installation.desk-phone", "extension 5540",
            "sallyport.installation.desk-phone-outside", "+32 9 555 55 40",
            "sallyport.installation.desk-email", "desk@lindenmoor.example",
            "sallyport.installation.desk-hours", "every day, 7:00 to 22:00",
            "sallyport.installation.zone", "Europe/Brussels");
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("house", settings));
  }
}
