package org.sallyport.platform.installation;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Writes the {@link PublishedSettings} once the application is ready. */
@Component
@ConditionalOnWebApplication
@RequiredArgsConstructor
class PublishedSettingsWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedSettingsWriter.class);

  private final InstallationProperties properties;
  private final Environment settings;

  @EventListener(ApplicationReadyEvent.class)
  void leave() {
    try {
      PublishedSettings.write(settings, values());
    } catch (IOException e) {
      LOG.warn(
          "the installation's name and address could not be written for commands: {}",
          e.toString());
    }
  }

  private Map<String, String> values() {
    InstallationProperties.Details details = properties.installation();
    Map<String, String> values = new HashMap<>();
    put(values, "public-url", properties.publicUrl());
    put(values, "installation.name", details.name());
    put(values, "installation.help", details.help());
    put(values, "installation.help-by-language.", details.helpByLanguage());
    put(values, "installation.address", details.address());
    put(values, "installation.desk-phone", details.deskPhone());
    put(values, "installation.desk-phone-by-language.", details.deskPhoneByLanguage());
    put(values, "installation.desk-phone-outside", details.deskPhoneOutside());
    put(values, "installation.desk-email", details.deskEmail());
    put(values, "installation.desk-hours", details.deskHours());
    put(values, "installation.desk-hours-by-language.", details.deskHoursByLanguage());
    put(values, "installation.zone", details.zone());
    return values;
  }

  private static void put(
      Map<String, String> values, String start, Map<String, String> byLanguage) {
    byLanguage.forEach((language, words) -> put(values, start + language, words));
  }

  private static void put(Map<String, String> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put("sallyport." + name, value.toString());
    }
  }
}
