package org.sallyport.gate.personaldata;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Erasing accounts (rule 41).
 *
 * @param after how long an account has to be disabled: a year, since a physician may come back; at
 *     least 30d, after which no message to its owner is kept
 * @param notice how long before an account can be erased the admins are told; at least 1d
 */
@ConfigurationProperties("sallyport.erasure")
record ErasureProperties(
    @DefaultValue("365d") Duration after, @DefaultValue("14d") Duration notice) {
  private static final Duration LEAST_AFTER = Duration.ofDays(30);
  private static final Duration LEAST_NOTICE = Duration.ofDays(1);

  ErasureProperties {
    if (after.compareTo(LEAST_AFTER) < 0) {
      throw new IllegalArgumentException("sallyport.erasure.after: at least 30d");
    }
    if (notice.compareTo(LEAST_NOTICE) < 0 || notice.compareTo(after) > 0) {
      throw new IllegalArgumentException(
          "sallyport.erasure.notice: at least 1d, at most \"after\"");
    }
  }
}
