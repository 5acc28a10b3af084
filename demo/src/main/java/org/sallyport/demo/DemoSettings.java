package org.sallyport.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sallyport.demo.archive.Orthanc;
import org.sallyport.demo.outbox.MailCatcher;
import org.sallyport.demo.outbox.SmsCatcher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The settings that connect the application to the demo's archive, mail server and SMS gateway.
 * Environment variables take precedence.
 */
final class DemoSettings {
  private DemoSettings() {}

  /**
   * The settings.
   *
   * @param authority for HTTPS on the local network; null for this machine only
   */
  static ConfigurableEnvironment of(
      Options options,
      DemoFolder folder,
      Orthanc archive,
      MailCatcher mail,
      SmsCatcher sms,
      @Nullable LocalAuthority authority)
      throws IOException {
    Map<String, Object> settings = new HashMap<>(settings(options, folder, archive, mail, sms));
    desk().forEach((name, value) -> settings.put("sallyport.installation." + name, value));
    InetAddress lan = options.lan();
    if (lan != null && authority != null) {
      settings.putAll(https(lan, options.port(), authority));
    }
    return environment(settings);
  }

  private static ConfigurableEnvironment environment(Map<String, Object> settings) {
    StandardServletEnvironment environment = new StandardServletEnvironment();
    environment
        .getPropertySources()
        .addAfter(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new MapPropertySource("demo", settings));
    return environment;
  }

  /** The help desk, in each language. */
  static Properties desk() throws IOException {
    Properties desk = new Properties();
    try (InputStream in = DemoSettings.class.getResourceAsStream("/demo/desk.properties")) {
      desk.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return desk;
  }

  /** The settings for HTTPS at an address of the local network. */
  private static Map<String, Object> https(InetAddress lan, int port, LocalAuthority authority)
      throws IOException {
    return Map.of(
        "server.address", lan.getHostAddress(),
        "sallyport.public-url", url(lan, port),
        "server.ssl.key-store", authority.keys().toString(),
        "server.ssl.key-store-password", authority.password(),
        "server.ssl.key-store-type", "PKCS12",
        "server.ssl.key-alias", "server");
  }

  private static String url(InetAddress lan, int port) {
    String host = lan.getHostAddress();
    return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static Map<String, Object> settings(
      Options options, DemoFolder folder, Orthanc archive, MailCatcher mail, SmsCatcher sms) {
    return Map.ofEntries(
        Map.entry("server.port", options.port()),
        Map.entry("server.address", "127.0.0.1"),
        Map.entry("management.server.port", 0),
        Map.entry("spring.mail.host", "127.0.0.1"),
        Map.entry("spring.mail.port", mail.port()),
        Map.entry("logging.file.name", folder.log().toString()),
        Map.entry("logging.threshold.console", "off"),
        Map.entry("sallyport.data", folder.path().toString()),
        Map.entry("sallyport.public-url", "http://localhost:" + options.port()),
        Map.entry("sallyport.installation.name", "Lindenmoor Hospitals"),
        Map.entry("sallyport.installation.address", "Moorlaan 12, 9000 Lindenmoor"),
        Map.entry("sallyport.installation.desk-phone-outside", "+32 9 555 55 40"),
        Map.entry("sallyport.installation.desk-email", "desk@lindenmoor.example"),
        Map.entry("sallyport.installation.zone", "Europe/Brussels"),
        Map.entry("sallyport.archive.url", archive.dicomWeb().toString()),
        Map.entry("sallyport.archive.orthanc-url", archive.root().toString()),
        Map.entry("sallyport.archive.username", archive.username()),
        Map.entry("sallyport.archive.password", archive.password()),
        Map.entry("sallyport.studies.sweep", "5s"),
        Map.entry("sallyport.mail.from", "Lindenmoor Hospitals <sallyport@lindenmoor.example>"),
        Map.entry("sallyport.sms.http.url", sms.url().toString()));
  }
}
