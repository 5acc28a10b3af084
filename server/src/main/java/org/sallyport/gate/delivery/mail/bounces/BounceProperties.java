package org.sallyport.gate.delivery.mail.bounces;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reports of what became of mails (delivery status notifications).
 *
 * @param domain the domain to which reports are sent, for example bounces.portal.example.org; its
 *     mail has to reach the port below. No reports are asked for if not set
 * @param mailbox the part before the + of the address to which reports are sent
 * @param port on which reports are taken, on 127.0.0.1 alone
 */
@ConfigurationProperties("sallyport.mail.bounces")
public record BounceProperties(
    @Nullable String domain,
    @DefaultValue("bounces") String mailbox,
    @DefaultValue("2525") int port) {
  private static final String PREFIX = "sallyport.mail.bounces.";
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** With the two tokens, the part before the @ has 64 characters at most (RFC 5321). */
  private static final Pattern MAILBOX = Pattern.compile("[a-z][a-z0-9-]{0,9}");

  private static final int MAX_PORT = 65_535;

  public BounceProperties {
    if (domain != null && !DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          PREFIX + "domain is no domain in small letters: " + domain);
    }
    if (!MAILBOX.matcher(mailbox).matches()) {
      throw new IllegalArgumentException(
          PREFIX + "mailbox must be 1 to 10 small letters, digits and hyphens");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(PREFIX + "port must be 1 to " + MAX_PORT);
    }
  }
}
