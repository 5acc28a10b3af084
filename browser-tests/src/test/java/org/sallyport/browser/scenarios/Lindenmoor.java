package org.sallyport.browser.scenarios;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An installation that says all it can of itself, so that pages are as full as they get. */
final class Lindenmoor implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings =
        Map.of(
            "sallyport.installation.name", "Lindenmoor Hospitals",
            "sallyport.installation.help", "the imaging desk",
            "sallyport.installation.desk-phone", "extension 5540",
            "sallyport.installation.desk-email", "desk@lindenmoor.example",
            "sallyport.installation.desk-hours", "every day, 7:00 to 22:00",
            "sallyport.installation.zone", "Europe/Brussels");
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("house", settings));
  }
}
