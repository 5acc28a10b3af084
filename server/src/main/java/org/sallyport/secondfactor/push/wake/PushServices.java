package org.sallyport.secondfactor.push.wake;

import org.sallyport.secondfactor.push.PushProperties;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which push services may be asked: a phone names its own, so it could name a machine behind our
 * walls. Only https on its own port, only services that the settings name, and only where every
 * address of the host is public.
 */
@Component
class PushServices {
  private static final int HTTPS = 443;

  /** A host whose last part is a number is an address, however it is written (WHATWG URL, 3.5). */
  private static final Pattern LITERAL =
      Pattern.compile(".*:.*|(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?", Pattern.CASE_INSENSITIVE);

  private final List<String> allowed;
  private final boolean loopbackAllowed;

  PushServices(PushProperties properties) {
    this.allowed =
        properties.services().stream().map(it -> it.strip().toLowerCase(Locale.ROOT)).toList();
    this.loopbackAllowed = properties.allowLoopback();
  }

  /** Why an endpoint is not taken. */
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

  /** Why a phone may not be woken there, by its address alone; empty if it may. */
  Optional<Refusal> refusal(String endpoint) {
    try {
      return endpoint.chars().allMatch(c -> c > ' ' && c < 0x7f)
          ? refusal(new URI(endpoint))
          : Optional.of(Refusal.MALFORMED);
    } catch (URISyntaxException e) {
      return Optional.of(Refusal.MALFORMED);
    }
  }

  /** The same for an address that was taken before: the settings may have changed. */
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

  /** The same, with its name looked up. What cannot be looked up now is judged when it is used. */
  Optional<Refusal> refusalNow(String endpoint) {
    Optional<Refusal> refusal = refusal(endpoint);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      InetAddress[] found = InetAddress.getAllByName(bare(URI.create(endpoint).getHost()));
      return mayBeConnected(found) ? Optional.empty() : Optional.of(Refusal.NOT_PUBLIC);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * What to connect to.
   *
   * @throws UnknownHostException if there is nothing, or one of the host's addresses is not public
   */
  InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(bare(host));
    if (!mayBeConnected(found)) {
      throw new UnknownHostException("the push service is not on a public address");
    }
    return found;
  }

  private boolean mayBeConnected(InetAddress... found) {
    return Arrays.stream(found)
        .allMatch(it -> PublicAddress.is(it) || (loopbackAllowed && it.isLoopbackAddress()));
  }

  private boolean isNamed(String host) {
    return allowed.stream()
        .anyMatch(
            it ->
                it.equals("*")
                    || (it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it)));
  }

  private boolean isLoopback(String host) {
    return loopbackAllowed && (host.equals("127.0.0.1") || host.equals("[::1]"));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
