package org.sallyport.connect.apikeys;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys for programs.
 *
 * @param callsPerHour calls that one key may make in an hour
 * @param refusedPerHour calls with a wrong key that are answered in an hour to one address (an IPv6
 *     /64); a right key is answered all the same
 * @param bothValid how long a key that was replaced stays valid beside the new one, 30 days at most
 */
@ConfigurationProperties("sallyport.keys")
public record KeyProperties(
    @DefaultValue("20000") int callsPerHour,
    @DefaultValue("300") int refusedPerHour,
    @DefaultValue("7d") Duration bothValid) {
  private static final Duration MOST_BOTH = Duration.ofDays(30);

  public KeyProperties {
    if (callsPerHour < 1 || refusedPerHour < 1) {
      throw new IllegalArgumentException(
          "sallyport.keys.calls-per-hour and refused-per-hour must be 1 or more");
    }
    if (bothValid.isNegative() || bothValid.compareTo(MOST_BOTH) > 0) {
      throw new IllegalArgumentException("sallyport.keys.both-valid must be from 0 to 30d");
    }
  }
}
