package org.sallyport.gate.delivery.sms;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.SmsTemplate;
import org.sallyport.gate.delivery.sms.ready.ReadySettings;
import org.sallyport.gate.delivery.sms.ready.ReadyTemplate;
import org.sallyport.platform.messages.Language;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An HTTP gateway. Each SMS or call is one request.
 *
 * @param template twilio, infobip, messagebird, ovh or kannel; or the body, with {to} or {digits}
 *     (the number without its +), {text} and, if wanted, {id} (the same for the same message) and
 *     {receipts} (where the gateway reports what becomes of it), each written as the content type
 *     asks
 * @param url where the gateway takes messages. https, or http to this same machine. Of a named
 *     template only if it is another than usual
 * @param account the account, of the named templates that have one
 * @param sender from whom messages come, of the named templates
 * @param method POST, where the template is the body, or GET, where it is the query
 * @param contentType "application/json" or "application/x-www-form-urlencoded", which a GET needs
 * @param token bearer token, or what a named template has in its place; none if not set
 * @param username user for basic authentication; none if not set
 * @param password password for basic authentication
 * @param successPattern a regular expression that must be found in the body of an answer of success
 *     (2xx) for the message to count as taken; none if not set: then the status alone decides. An
 *     answer without it leaves unclear whether the message was taken, so no other route takes it
 * @param failurePattern a regular expression that is found in the body of an answer of success only
 *     if the message was certainly not taken: then the next route takes it
 * @param languages what the gateway calls the languages of calls, in place of {language}, by en,
 *     nl, fr, de, it, es, pt, pl and ar, which it is given otherwise; for example nl: nl-BE
 * @param receipts whether the gateway of a named template is asked to report what becomes of each
 *     message, to an address of this portal that it must be able to reach
 * @param timeout the longest wait for a connection, and for the gateway's answer
 */
record HttpRouteProperties(
    @DefaultValue("{\"to\":\"{to}\",\"text\":\"{text}\"}") String template,
    @Nullable URI url,
    @Nullable String account,
    @Nullable String sender,
    @DefaultValue("POST") String method,
    @DefaultValue("application/json") String contentType,
    @Nullable String token,
    @Nullable String username,
    @Nullable String password,
    @Nullable String successPattern,
    @Nullable String failurePattern,
    @DefaultValue Map<String, String> languages,
    @DefaultValue("false") boolean receipts,
    @DefaultValue("10s") Duration timeout) {
  private static final String PREFIX = "sallyport.sms.routes: http.";
  private static final String FORM = "application/x-www-form-urlencoded";

  HttpRouteProperties {
    GatewaySettings.checkTimeout(timeout, PREFIX);
    languages.keySet().forEach(HttpRouteProperties::checkLanguage);
    Optional<ReadyTemplate> ready = ReadyTemplate.named(template);
    if (ready.isPresent()) {
      Clock any = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
      ready
          .get()
          .gateway(
              new ReadySettings(
                  url, account, sender, username, password, token, receipts, timeout, any));
    } else {
      checkOwn(template, url, method, contentType);
      GatewaySettings.checkCredentials(token, username, password, PREFIX);
      GatewaySettings.pattern(successPattern, PREFIX + "success-pattern");
      GatewaySettings.pattern(failurePattern, PREFIX + "failure-pattern");
    }
  }

  /** Whether the template is the name of a gateway for SMS. */
  boolean isReady() {
    return ReadyTemplate.named(template).isPresent();
  }

  private static void checkLanguage(String tag) {
    if (Language.translated().stream().noneMatch(it -> it.tag().equals(tag))) {
      throw new IllegalArgumentException(PREFIX + "languages: \"" + tag + "\" is not known");
    }
  }

  private static void checkOwn(
      String template, @Nullable URI url, String method, String contentType) {
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
  }

  GatewaySettings gateway(Clock clock) {
    return ReadyTemplate.named(template)
        .map(
            ready ->
                ready.gateway(
                    new ReadySettings(
                        url, account, sender, username, password, token, receipts, timeout, clock)))
        .orElseGet(this::own);
  }

  private GatewaySettings own() {
    return new GatewaySettings(
        URI.create(String.valueOf(url)),
        method.equals("GET"),
        contentType,
        new SmsTemplate(template, contentType, languages, PREFIX),
        GatewaySettings.headers(token, username, password),
        GatewaySettings.pattern(successPattern, PREFIX + "success-pattern"),
        GatewaySettings.pattern(failurePattern, PREFIX + "failure-pattern"),
        timeout);
  }

  /** Omits the secrets. */
  @Override
  public String toString() {
    return "HttpRouteProperties[" + url + "]";
  }
}
