package org.sallyport.platform.tracing;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Traces of requests, for a collector of OpenTelemetry. They contain templates of routes, and no
 * path, name, address or number of a study.
 *
 * @param otlpUrl where the collector takes traces by OTLP over HTTP, for example
 *     https://collector.example:4318/v1/traces; nothing is traced if not set. https, or http to
 *     this same machine
 * @param share the part of requests that is traced, from 0 to 1; what a client asks for is ignored
 */
@ConfigurationProperties(TracingProperties.PREFIX)
record TracingProperties(@Nullable URI otlpUrl, @DefaultValue("0.1") double share) {
  static final String PREFIX = "sallyport.tracing";

  /** The setting that turns traces on. */
  static final String URL = PREFIX + ".otlp-url";

  TracingProperties {
    if (otlpUrl != null && !otlpUrl.toString().isEmpty()) {
      checkUrl(otlpUrl);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(PREFIX + ".share must be from 0 to 1");
    }
  }

  private static void checkUrl(URI url) {
    String host = url.getHost();
    if (host == null || url.getScheme() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          URL + " is not a valid http or https URL without user and password");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    boolean inTheClear = scheme.equals("http") && Loopback.is(host);
    if (!scheme.equals("https") && !inTheClear) {
      throw new IllegalArgumentException(URL + " must begin with https://");
    }
  }
}
