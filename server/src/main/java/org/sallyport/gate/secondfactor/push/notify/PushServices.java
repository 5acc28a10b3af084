package org.sallyport.gate.secondfactor.push.notify;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.platform.http.AddressRule;
import org.springframework.stereotype.Component;

/**
 * The push services that may be contacted. A phone names its own, so it could name an internal host
 * (SSRF). Allowed are only https on its default port, hosts listed in the settings, and hosts all
 * of whose addresses are public.
 */
@Component
class PushServices {
  private static final int HTTPS = 443;

  /**
   * Matches hosts whose last label is a number: these are IP addresses in any notation (WHATWG URL,
   * 3.5).
   */
  private static final Pattern LITERAL =
      Pattern.compile(".*:.*|(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?", Pattern.CASE_INSENSITIVE);

  private final List<String> allowed;
  private final AddressRule addresses;

  PushServices(PushProperties properties) {
    this.allowed =
        properties.services().stream().map(it -> it.strip().toLowerCase(Locale.ROOT)).toList();
    this.addresses =
        properties.allowLoopback() ? AddressRule.PUBLIC_OR_LOOPBACK : AddressRule.PUBLIC;
  }

  /** Why an endpoint is refused. */
  enum Refusal {
    MALFORMED("This is not the address of a push service."),
    PORT("A push service is asked by https on port 443 alone."),
    LITERAL("A push service is named by its host name, not by an address."),
    UNKNOWN("This portal does not use the push service of this browser."),
    NOT_PUBLIC("The push service is not on a public address.");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Why an endpoint is refused, judged by its URL only; empty if it is allowed. */
  Optional<Refusal> refusal(String endpoint) {
    try {
      return endpoint.chars().allMatch(c -> c > ' ' && c < 0x7f)
          ? refusal(new URI(endpoint))
          : Optional.of(Refusal.MALFORMED);
    } catch (URISyntaxException e) {
      return Optional.of(Refusal.MALFORMED);
    }
  }

  /** The same for a stored endpoint: the settings may have changed since. */
  Optional<Refusal> refusal(URI endpoint) {
    @Nullable String host = endpoint.getHost();
    @Nullable String scheme = endpoint.getScheme();
    if (host == null || endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (isLoopback(host) && ("http".equals(scheme) || "https".equals(scheme))) {
      return Optional.empty();
    }
    if (!"https".equals(scheme)) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (endpoint.getPort() >= 0 && endpoint.getPort() != HTTPS) {
      return Optional.of(Refusal.PORT);
    }
    if (LITERAL.matcher(host).matches()) {
      return Optional.of(Refusal.LITERAL);
    }
    return isNamed(host.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of(Refusal.UNKNOWN);
  }

  /**
   * The same, including DNS resolution. A host that cannot be resolved now is checked when it is
   * used.
   */
  Optional<Refusal> refusalNow(String endpoint) {
    Optional<Refusal> refusal = refusal(endpoint);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      InetAddress[] found = AddressRule.ANY.resolve(URI.create(endpoint).getHost());
      return addresses.allows(found) ? Optional.empty() : Optional.of(Refusal.NOT_PUBLIC);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The addresses that may be connected to. */
  AddressRule addresses() {
    return addresses;
  }

  private boolean isNamed(String host) {
    return allowed.stream()
        .anyMatch(
            it ->
                it.equals("*")
                    || (it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it)));
  }

  private boolean isLoopback(String host) {
    return addresses == AddressRule.PUBLIC_OR_LOOPBACK
        && (host.equals("127.0.0.1") || host.equals("[::1]"));
  }
}
