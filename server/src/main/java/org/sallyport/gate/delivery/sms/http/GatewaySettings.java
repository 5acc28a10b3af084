package org.sallyport.gate.delivery.sms.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;

/**
 * How a gateway is asked to send a message, and how its answer is read.
 *
 * @param get whether the filled template is the query of a GET; otherwise it is the body of a POST
 * @param accepted what must be found in the body of an answer of success (2xx); null if its status
 *     alone decides
 * @param refused what, found there, makes it certain that the message was not accepted
 * @param timeout the longest wait for a connection, and for the answer
 */
public record GatewaySettings(
    URI url,
    boolean get,
    String contentType,
    SmsTemplate template,
    RequestHeaders headers,
    @Nullable Pattern accepted,
    @Nullable Pattern refused,
    Duration timeout) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * Checks an address: https, or http to this same machine.
   *
   * @param prefix of the names of settings in errors, for example "sallyport.sms.http."
   */
  public static void checkUrl(URI url, String prefix) {
    String host = url.getHost();
    if (host == null || url.getScheme() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          prefix + "url is not a valid http or https URL without user and password");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    boolean inTheClear = scheme.equals("http") && Loopback.is(host);
    if (!scheme.equals("https") && !inTheClear) {
      throw new IllegalArgumentException(prefix + "url must begin with https://");
    }
  }

  /** Checks that there is one way of authentication at most, and all of it. */
  public static void checkCredentials(
      @Nullable String token, @Nullable String username, @Nullable String password, String prefix) {
    if (token != null && username != null) {
      throw new IllegalArgumentException(
          prefix + "token and " + prefix + "username exclude each other");
    }
    if (token != null) {
      checkToken(token, prefix + "token");
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          prefix + "username and " + prefix + "password belong together");
    }
  }

  /** Checks that a value can stand in a header. */
  public static void checkToken(String value, String setting) {
    if (!TOKEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          setting
              + " is empty, or has a space, a line break or another character that no bearer token has");
    }
  }

  /** The headers of a bearer token or of basic authentication; none if there is neither. */
  public static RequestHeaders headers(
      @Nullable String token, @Nullable String username, @Nullable String password) {
    if (token != null) {
      return RequestHeaders.authorization("Bearer", token);
    }
    return username == null || password == null
        ? RequestHeaders.none()
        : RequestHeaders.basic(username, password);
  }

  /** A pattern of the settings; null if it is not set. */
  public static @Nullable Pattern pattern(@Nullable String pattern, String setting) {
    try {
      return pattern == null ? null : Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          setting + " is no regular expression: " + e.getDescription(), e);
    }
  }

  /** Checks a timeout. */
  public static void checkTimeout(Duration timeout, String prefix) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(prefix + "timeout must be more than 0s");
    }
  }
}
