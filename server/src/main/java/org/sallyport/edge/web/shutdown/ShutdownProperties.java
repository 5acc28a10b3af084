package org.sallyport.edge.web.shutdown;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server stops.
 *
 * @param drain how long a server keeps answering after it was told to stop; meanwhile its readiness
 *     is off and every answer ends its connection, so that a proxy in front of several servers
 *     sends the next requests elsewhere. 0 for a single server, 30s at most
 */
@ConfigurationProperties("sallyport.shutdown")
record ShutdownProperties(@DefaultValue("0s") Duration drain) {
  private static final Duration MAX_DRAIN = Duration.ofSeconds(30);

  ShutdownProperties {
    if (drain.isNegative() || drain.compareTo(MAX_DRAIN) > 0) {
      throw new IllegalArgumentException("sallyport.shutdown.drain: at most 30s");
    }
  }
}
