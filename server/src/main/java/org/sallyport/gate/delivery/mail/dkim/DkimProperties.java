package org.sallyport.gate.delivery.mail.dkim;

import java.net.IDN;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The signature of mails (DKIM, RFC 6376). Mails are signed if a selector is set. To replace a key,
 * set the next one, publish it, and make it the current one when {@code doctor} finds it.
 *
 * @param domain whose DNS has the public keys; that of the sender's address if not set
 * @param selector the name of the key that signs, for example "portal2026"; if not set, mails are
 *     not signed here
 * @param keyFile the private key of the selector: RSA with 2048 bits or more, PEM (PKCS #8)
 * @param nextSelector the name of the key that will sign next; none if not set. It signs nothing
 *     yet
 * @param nextKeyFile the private key of the next selector
 */
@ConfigurationProperties("sallyport.mail.dkim")
public record DkimProperties(
    @Nullable String domain,
    @Nullable String selector,
    @Nullable Path keyFile,
    @Nullable String nextSelector,
    @Nullable Path nextKeyFile) {

  /** RFC 6376 section 3.1: labels as in a host name. */
  private static final Pattern SELECTOR =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

  /** Checks that the settings belong together. */
  public DkimProperties {
    checkPair("selector", selector, "key-file", keyFile);
    checkPair("next-selector", nextSelector, "next-key-file", nextKeyFile);
    if (domain != null && !DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException("sallyport.mail.dkim.domain is no domain: " + domain);
    }
    if (nextSelector != null && selector == null) {
      throw new IllegalArgumentException(
          "sallyport.mail.dkim.next-selector needs sallyport.mail.dkim.selector, the one before it");
    }
    if (selector != null && Objects.equals(selector, nextSelector)) {
      throw new IllegalArgumentException(
          "sallyport.mail.dkim.selector and next-selector must differ: each names one key");
    }
  }

  /**
   * The key that signs; null if mails are not signed here.
   *
   * @param senderDomain that of the sender's address
   * @throws org.sallyport.platform.policy.start.StartRefused if the file has none
   */
  public @Nullable DkimKey current(String senderDomain) {
    return selector == null || keyFile == null
        ? null
        : DkimKey.read(selector, domain(senderDomain), "sallyport.mail.dkim.key-file", keyFile);
  }

  /** The key that will sign next; null if there is none yet. */
  public @Nullable DkimKey next(String senderDomain) {
    return nextSelector == null || nextKeyFile == null
        ? null
        : DkimKey.read(
            nextSelector, domain(senderDomain), "sallyport.mail.dkim.next-key-file", nextKeyFile);
  }

  /** In ASCII form (RFC 5890). */
  private String domain(String senderDomain) {
    return IDN.toASCII(Objects.requireNonNullElse(domain, senderDomain)).toLowerCase(Locale.ROOT);
  }

  private static void checkPair(
      String name, @Nullable String selector, String file, @Nullable Path keyFile) {
    if ((selector == null) != (keyFile == null)) {
      throw new IllegalArgumentException(
          "sallyport.mail.dkim." + name + " and sallyport.mail.dkim." + file + " belong together");
    }
    if (selector != null && !SELECTOR.matcher(selector).matches()) {
      throw new IllegalArgumentException(
          "sallyport.mail.dkim." + name + " may have letters, digits and hyphens only");
    }
  }
}
