package org.sallyport.gate.delivery.sms.risk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The access token, by the client's credentials (RFC 6749, section 4.4), kept until it ends. */
final class AccessTokens {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int SUCCESS = 200;

  /** So long before its end a token is no longer used. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final long UNSAID_SECONDS = 60;
  private static final long MOST_SECONDS = 3600;

  private final CamaraHttp http;
  private final Duration longest;
  private final URI address;
  private final String credentials;
  private final String body;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token kept;

  private record Token(String value, Instant until) {}

  private AccessTokens(
      CamaraHttp http, URI address, String clientId, String secret, String scope, Clock clock) {
    this.http = http;
    this.longest = http.timeout();
    this.address = address;
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (encoded(clientId) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    this.body = "grant_type=client_credentials&scope=" + encoded(scope);
    this.clock = clock;
  }

  /** Those of a service that is set up. */
  static AccessTokens of(SimSwapProperties properties, CamaraHttp http, Clock clock) {
    return new AccessTokens(
        http,
        Objects.requireNonNull(properties.tokenUrl()),
        Objects.requireNonNull(properties.clientId()),
        Objects.requireNonNull(properties.clientSecret()),
        properties.scope(),
        clock);
  }

  /**
   * The value of the header Authorization. Who finds another fetching a token waits for that one
   * request alone, so that a service that hangs is not waited for by one after the other.
   *
   * @throws IOException if no token is given out
   */
  String header() throws IOException {
    try {
      if (!lock.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no access token in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try {
      Token token = kept;
      if (token == null || !clock.instant().isBefore(token.until())) {
        token = fetch();
        kept = token;
      }
      return "Bearer " + token.value();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a token that the service did not take. */
  void refused(String header) {
    lock.lock();
    try {
      if (kept != null && header.equals("Bearer " + kept.value())) {
        kept = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws IOException {
    CamaraHttp.Answer answer = http.post(address, FORM, credentials, body);
    Object type = answer.body().get("token_type");
    if (answer.status() != SUCCESS
        || !(answer.body().get("access_token") instanceof String value)
        || !TOKEN.matcher(value).matches()
        || !(type instanceof String word)
        || !word.toLowerCase(Locale.ROOT).equals("bearer")) {
      throw new IOException("no access token: status " + answer.status());
    }
    long seconds =
        answer.body().get("expires_in") instanceof Number said ? said.longValue() : UNSAID_SECONDS;
    Duration lasts = Duration.ofSeconds(Math.clamp(seconds, 0, MOST_SECONDS)).minus(MARGIN);
    return new Token(value, clock.instant().plus(lasts));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
