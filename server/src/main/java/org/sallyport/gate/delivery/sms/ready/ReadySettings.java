package org.sallyport.gate.delivery.sms.ready;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;

/**
 * What the operator says of a gateway that is known.
 *
 * @param url where it takes messages; its usual address if null
 * @param account the account there: of Twilio the account SID, of Infobip the host of the account,
 *     of OVH the name of the SMS service
 * @param sender from whom messages come
 * @param receipts whether the gateway is asked to report what became of each message
 */
public record ReadySettings(
    @Nullable URI url,
    @Nullable String account,
    @Nullable String sender,
    @Nullable String username,
    @Nullable String password,
    @Nullable String token,
    boolean receipts,
    Duration timeout,
    Clock clock) {
  private static final String PREFIX = "sallyport.sms.routes: http.";

  URI at(String usual) {
    if (url == null) {
      return URI.create(usual);
    }
    GatewaySettings.checkUrl(url, PREFIX);
    return url;
  }

  String neededAccount() {
    return needed("account", account);
  }

  String neededSender() {
    return needed("sender", sender);
  }

  String neededUsername() {
    return needed("username", username);
  }

  String neededPassword() {
    return needed("password", password);
  }

  String neededToken() {
    String value = needed("token", token);
    GatewaySettings.checkToken(value, PREFIX + "token");
    return value;
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(PREFIX + name + " must be set for this template");
    }
    return value;
  }

  /** Omits the secrets. */
  @Override
  public String toString() {
    return "ReadySettings[" + url + "]";
  }
}
