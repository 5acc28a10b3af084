package org.sallyport.portal.studies.dicomweb;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the reverse proxy does beyond passing requests on.
 *
 * @param accel the internal location of an nginx from which it fetches single frames and renderings
 *     itself, after the decision about each, for example "/sallyport-archive"; see
 *     ops/nginx/sallyport.conf. If not set, Sallyport relays everything
 */
@ConfigurationProperties("sallyport.proxy")
record ProxyTransferProperties(@Nullable String accel) {
  private static final Pattern LOCATION = Pattern.compile("/[a-z0-9-]{1,64}");

  ProxyTransferProperties {
    if (accel != null && !LOCATION.matcher(accel).matches()) {
      throw new IllegalArgumentException(
          "sallyport.proxy.accel must be a slash and one name of small letters, digits and hyphens");
    }
  }
}
