package org.sallyport.gate.delivery.sms;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMS gateway. Each SMS is one POST.
 *
 * @param url where the gateway takes messages; none if not set. https, or http to this same machine
 * @param template the body, with {to}, {text} and, if wanted, {id} (the same for the same message)
 *     where the values go, each written as the content type asks
 * @param contentType "application/json" or "application/x-www-form-urlencoded"
 * @param token bearer token; none if not set
 * @param username user for basic authentication; none if not set
 * @param password password for basic authentication
 * @param successPattern a regular expression that must be found in the body of an answer of success
 *     (2xx) for the message to count as taken, for example "status"\s*:\s*0; none if not set: then
 *     the status alone decides
 * @param timeout the longest wait for a connection, and for the gateway's answer
 */
@ConfigurationProperties("sallyport.sms.http")
record SmsProperties(
    @Nullable URI url,
    @DefaultValue("{\"to\":\"{to}\",\"text\":\"{text}\"}") String template,
    @DefaultValue("application/json") String contentType,
    @Nullable String token,
    @Nullable String username,
    @Nullable String password,
    @Nullable String successPattern,
    @DefaultValue("10s") Duration timeout) {

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  SmsProperties {
    if (url != null) {
      checkUrl(url);
    }
    new SmsTemplate(template, contentType);
    checkCredentials(token, username, password);
    checkSuccessPattern(successPattern);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("sallyport.sms.http.timeout must be more than 0s");
    }
  }

  /** The pattern a positive reply must contain; null if its status alone decides. */
  @Nullable Pattern compiledSuccessPattern() {
    return successPattern == null ? null : Pattern.compile(successPattern);
  }

  private static void checkCredentials(
      @Nullable String token, @Nullable String username, @Nullable String password) {
    if (token != null && username != null) {
      throw new IllegalArgumentException(
          "sallyport.sms.http.token and sallyport.sms.http.username exclude each other");
    }
    if (token != null && !TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "sallyport.sms.http.token is empty, or has a space, a line break or another character that no bearer token has");
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "sallyport.sms.http.username and sallyport.sms.http.password belong together");
    }
  }

  private static void checkSuccessPattern(@Nullable String successPattern) {
    try {
      Pattern.compile(successPattern == null ? "" : successPattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "sallyport.sms.http.success-pattern is no regular expression: " + e.getDescription(), e);
    }
  }

  SmsTemplate body() {
    return new SmsTemplate(template, contentType);
  }

  private static void checkUrl(URI url) {
    String host = url.getHost();
    if (host == null || url.getScheme() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "sallyport.sms.http.url is not a valid http or https URL without user and password");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    boolean inTheClear = scheme.equals("http") && Loopback.is(host);
    if (!scheme.equals("https") && !inTheClear) {
      throw new IllegalArgumentException("sallyport.sms.http.url must begin with https://");
    }
  }
}
