package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The routes of SMS, and of calls.
 *
 * @param spendADay the most that SMS and calls may cost in a day, in the currency of the prices of
 *     the routes, each of which needs one; no limit if not set. The last tenth is kept for codes
 * @param routes by the names that the operator gives them, for example "first"
 */
@ConfigurationProperties("sallyport.sms")
record SmsRoutesProperties(
    @Nullable BigDecimal spendADay, @DefaultValue Map<String, SmsRouteProperties> routes) {
  /** The name of the route of {@link SmsProperties}. */
  static final String DEFAULT = "default";

  SmsRoutesProperties {
    for (String name : routes.keySet()) {
      if (!name.matches("[a-z][a-z0-9-]{0,30}") || name.equals(DEFAULT)) {
        throw new IllegalArgumentException(
            "sallyport.sms.routes: \""
                + name
                + "\" must be other than default, of small letters, digits and hyphens");
      }
    }
    if (spendADay != null && spendADay.signum() <= 0) {
      throw new IllegalArgumentException("sallyport.sms.spend-a-day must be more than 0");
    }
    if (spendADay != null && routes.values().stream().anyMatch(it -> it.price() == null)) {
      throw new IllegalArgumentException("sallyport.sms.spend-a-day needs a price for each route");
    }
  }
}
