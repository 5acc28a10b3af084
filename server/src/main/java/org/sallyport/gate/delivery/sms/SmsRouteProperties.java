package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.gate.delivery.sms.smpp.SmppProperties;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A route of SMS, or of calls.
 *
 * @param kind sms; or voice for calls in which a code is spoken, with a template of your own, in
 *     which {language} is the language of the text. Calls are offered only where there is such a
 *     route
 * @param countries the countries whose numbers it takes, each as an ISO 3166 code or as the first
 *     digits of numbers, for example BE or +3247. All if empty. A route that names the country is
 *     asked before one that takes all
 * @param weight its share of the messages among routes of the same price
 * @param price of one SMS, or of one call. Cheaper routes are asked first, those without a price
 *     last
 * @param http an HTTP gateway
 * @param smpp an SMS centre in its place
 */
@NamedSettings
@ConfigurationProperties("sallyport.sms.routes.name")
record SmsRouteProperties(
    @DefaultValue("sms") Kind kind,
    @DefaultValue List<String> countries,
    @DefaultValue("1") int weight,
    @Nullable BigDecimal price,
    @NestedConfigurationProperty @Nullable HttpRouteProperties http,
    @NestedConfigurationProperty @Nullable SmppProperties smpp) {
  private static final int MAX_WEIGHT = 1000;

  /** What a route takes. */
  enum Kind {
    SMS(Channel.SMS),
    VOICE(Channel.VOICE);

    private final Channel channel;

    Kind(Channel channel) {
      this.channel = channel;
    }

    Channel channel() {
      return channel;
    }
  }

  SmsRouteProperties {
    if ((http == null) == (smpp == null)) {
      throw refused("either http or smpp must be set");
    }
    if (kind == Kind.VOICE && (http == null || http.isReady())) {
      throw refused("kind: voice needs http with a template of its own");
    }
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw refused("weight must be 1 to " + MAX_WEIGHT);
    }
    if (price != null && price.signum() < 0) {
      throw refused("price must not be negative");
    }
    new SmsDestinations(countries);
  }

  RouteTerms terms(String name) {
    return new RouteTerms(name, weight, price);
  }

  static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.sms.routes: " + words);
  }
}
