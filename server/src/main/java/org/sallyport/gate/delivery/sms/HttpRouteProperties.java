package org.sallyport.gate.delivery.sms;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.SmsTemplate;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An HTTP gateway. Each SMS is one request.
 *
 * @param url where the gateway takes messages. https, or http to this same machine
 * @param method POST, where the template is the body, or GET, where it is the query
 * @param template the body, with {to} or {digits} (the number without its +), {text} and, if
 *     wanted, {id} (the same for the same message) where the values go, each written as the content
 *     type asks
 * @param contentType "application/json" or "application/x-www-form-urlencoded", which a GET needs
 * @param token bearer token; none if not set
 * @param username user for basic authentication; none if not set
 * @param password password for basic authentication
 * @param successPattern a regular expression that must be found in the body of an answer of success
 *     (2xx) for the message to count as taken; none if not set: then the status alone decides. An
 *     answer without it leaves unclear whether the message was taken, so no other route takes it
 * @param failurePattern a regular expression that is found in the body of an answer of success only
 *     if the message was certainly not taken: then the next route takes it
 * @param timeout the longest wait for a connection, and for the gateway's answer
 */
record HttpRouteProperties(
    @Nullable URI url,
    @DefaultValue("POST") String method,
    @DefaultValue("{\"to\":\"{to}\",\"text\":\"{text}\"}") String template,
    @DefaultValue("application/json") String contentType,
    @Nullable String token,
    @Nullable String username,
    @Nullable String password,
    @Nullable String successPattern,
    @Nullable String failurePattern,
    @DefaultValue("10s") Duration timeout) {
  private static final String PREFIX = "sallyport.sms.routes: http.";
  private static final String FORM = "application/x-www-form-urlencoded";

  HttpRouteProperties {
    if (url == null) {
      throw new IllegalArgumentException(PREFIX + "url must be set");
    }
    GatewaySettings.checkUrl(url, PREFIX);
    if (!method.equals("POST") && !method.equals("GET")) {
      throw new IllegalArgumentException(PREFIX + "method must be POST or GET");
    }
    if (method.equals("GET") && !contentType.equals(FORM)) {
      throw new IllegalArgumentException(PREFIX + "method: GET needs content-type: " + FORM);
    }
    new SmsTemplate(template, contentType, PREFIX);
    GatewaySettings.checkCredentials(token, username, password, PREFIX);
    GatewaySettings.pattern(successPattern, PREFIX + "success-pattern");
    GatewaySettings.pattern(failurePattern, PREFIX + "failure-pattern");
    GatewaySettings.checkTimeout(timeout, PREFIX);
  }

  GatewaySettings gateway() {
    return new GatewaySettings(
        URI.create(String.valueOf(url)),
        method.equals("GET"),
        contentType,
        new SmsTemplate(template, contentType, PREFIX),
        GatewaySettings.headers(token, username, password),
        GatewaySettings.pattern(successPattern, PREFIX + "success-pattern"),
        GatewaySettings.pattern(failurePattern, PREFIX + "failure-pattern"),
        timeout);
  }
}
