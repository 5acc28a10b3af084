package org.sallyport.gate.delivery.mail;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The domains of the receivers to whom a route takes mails, each with the domains below it. */
final class MailDomains {
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private final List<String> domains;

  /**
   * Reads the domains of a route.
   *
   * @throws IllegalArgumentException if one is no domain
   */
  MailDomains(List<String> domains) {
    this.domains = domains.stream().map(MailDomains::checked).toList();
  }

  private static String checked(String domain) {
    String ascii = ascii(domain.strip());
    if (!DOMAIN.matcher(ascii).matches()) {
      throw SmtpRouteProperties.refused(
          "domains: \"" + domain + "\" is no domain such as hospital.example");
    }
    return ascii;
  }

  /** In the form of DNS (RFC 5890), in small letters; empty if it has none. */
  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * How closely the domains name an address: by the labels of the longest one; negative if none
   * does, 0 if there are no domains.
   */
  int closeness(String address) {
    if (domains.isEmpty()) {
      return 0;
    }
    String domain = "." + ascii(address.substring(address.lastIndexOf('@') + 1));
    return domains.stream()
        .filter(it -> domain.endsWith("." + it))
        .mapToInt(it -> it.split("\\.", -1).length)
        .max()
        .orElse(-1);
  }
}
