package org.sallyport.gate.delivery.sms;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The routes of SMS.
 *
 * @param routes by the names that the operator gives them, for example "first"
 */
@ConfigurationProperties("sallyport.sms")
record SmsRoutesProperties(@DefaultValue Map<String, SmsRouteProperties> routes) {
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
  }
}
