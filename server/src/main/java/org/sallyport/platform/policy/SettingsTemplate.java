package org.sallyport.platform.policy;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of settings in which every setting is a comment with its default value, written from the
 * configuration metadata: {@code sallyport settings}.
 */
public final class SettingsTemplate {
  private static final int LINE_WIDTH = 110;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./][A-Za-z0-9./:_*, +-]*");

  private static final String HEAD =
      """
      # The settings of Sallyport. Remove the "#" before the name of a setting and change its value. A setting that
      # stays a comment has the value that is shown here; one without a value is not set.
      #
      # Find mistakes:  sallyport doctor
      # All settings:   docs/settings.md
      #
      # In sallyport.directories.name, sallyport.entra-mfa.name, sallyport.forward-auth.name, sallyport.issuers.name and
      # sallyport.radius.name, "name" stands for a name of your choice: there may be several directories, tenants,
      # applications, issuers and networks. In sallyport.installation.help-by-language.name,
      # desk-phone-by-language.name and desk-hours-by-language.name it stands for the tag of a language, for example nl.

      # ---- To be set before the first start ----

      # The address in people's browsers: scheme, host and, if need be, port.
      #sallyport.public-url: https://portal.example.org
      # The proxies that end TLS in front of Sallyport, and the address on which Sallyport listens for them.
      #sallyport.trusted-proxies: 127.0.0.1
      #server.address: 127.0.0.1
      # The name of the installation on pages and in messages, and who helps.
      #sallyport.installation.name: Example Hospital
      #sallyport.installation.help: the imaging desk
      # The archive.
      #sallyport.archive.url: https://pacs.example.org/dicom-web
      #sallyport.archive.username: sallyport
      #sallyport.archive.password: secret
      # The mail server.
      #spring.mail.host: smtp.example.org
      #spring.mail.port: 587
      #spring.mail.username: sallyport
      #spring.mail.password: secret
      #sallyport.mail.from: Example Hospital <portal@example.org>
      # The SMS gateway; or, without one, codes by e-mail only.
      #sallyport.sms.http.url: https://sms.example.org/send
      #sallyport.otp.channels: email

      # ---- An external PostgreSQL in place of the embedded one ----

      #spring.datasource.url: jdbc:postgresql://db.example.org:5432/sallyport?sslmode=verify-full
      #spring.datasource.username: sallyport
      #spring.datasource.password: secret

      # ---- Ports ----

      #server.port: 8080
      #management.server.port: 8081
      #management.server.address: 127.0.0.1

      # ---- All settings of Sallyport, with their defaults ----
      """;

  private SettingsTemplate() {}

  /** The text of the file, in YAML. */
  public static String text() {
    Map<String, Clause> given = Policies.read().find("given").orElseThrow();
    StringBuilder text = new StringBuilder(HEAD);
    for (KnownSetting setting : KnownSettings.read(SettingsTemplate.class.getClassLoader()).all()) {
      text.append('\n').append(wrapped(setting.meaning()));
      text.append('#').append(setting.name()).append(':');
      standard(setting, given.get(setting.name()))
          .ifPresent(value -> text.append(' ').append(scalar(value)));
      text.append('\n');
    }
    return text.toString();
  }

  private static Optional<String> standard(KnownSetting setting, @Nullable Clause given) {
    String value = given != null && given.is() != null ? given.is() : setting.standard();
    return Optional.ofNullable(value).filter(it -> !it.isEmpty());
  }

  private static String scalar(String value) {
    return PLAIN.matcher(value).matches() && !value.contains(": ")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }

  private static String wrapped(String words) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : words.split(" ", -1)) {
      if (column == 0 || column + word.length() >= LINE_WIDTH) {
        text.append(column == 0 ? "#" : "\n#");
        column = 1;
      }
      text.append(' ').append(word);
      column += word.length() + 1;
    }
    return text.append('\n').toString();
  }
}
