package org.sallyport.gate.delivery.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mail. The server itself is set by Spring's own {@code spring.mail.host}, {@code .port}, {@code
 * .username} and {@code .password}.
 *
 * @param from the sender of mails, with or without a name; "sallyport" at the public host if not
 *     set
 * @param tls encryption of the connection to the mail server; if not set, "required", or "none" for
 *     a server on this machine
 * @param dnsServer at which the command doctor looks up SPF, DKIM and DMARC, for example "9.9.9.9";
 *     as this machine looks up if not set. Useful where the hospital's own DNS has other answers
 *     than the internet gets
 * @param routes more mail servers beside that one, or in its place, by the names that the operator
 *     gives them, for example "first"
 */
@ConfigurationProperties("sallyport.mail")
record MailProperties(
    @Nullable String from,
    @Nullable Tls tls,
    @Nullable String dnsServer,
    @DefaultValue Map<String, SmtpRouteProperties> routes) {
  /** The name of the route of {@code spring.mail.host}. */
  static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  MailProperties {
    if (from != null) {
      parse(from);
    }
    for (String name : routes.keySet()) {
      if (!NAME.matcher(name).matches() || name.equals(DEFAULT)) {
        throw SmtpRouteProperties.refused(
            "\"" + name + "\" must be other than default, of small letters, digits and hyphens");
      }
    }
  }

  static InternetAddress parse(String from) {
    try {
      return new InternetAddress(from, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("sallyport.mail.from is no mail address: " + from, e);
    }
  }
}
