package org.sallyport.staff.admin.gate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gate in front of the administration pages. The limits apply to each account, so that a stolen
 * session neither reads out all accounts nor changes many.
 *
 * @param factorMaxAge how long after the second factor was given the administration pages stay
 *     accessible; 15 minutes at most
 * @param pagesPerHour administration pages that one account may open in an hour
 * @param actsPerHour forms that one account may submit on the administration pages in an hour,
 *     searches included
 */
@ConfigurationProperties("sallyport.admin")
public record AdminProperties(
    @DefaultValue("15m") Duration factorMaxAge,
    @DefaultValue("600") int pagesPerHour,
    @DefaultValue("200") int actsPerHour) {
  private static final Duration MAX_AGE = Duration.ofMinutes(15);
  private static final Duration MIN_AGE = Duration.ofMinutes(1);

  public AdminProperties {
    if (factorMaxAge.compareTo(MAX_AGE) > 0 || factorMaxAge.compareTo(MIN_AGE) < 0) {
      throw new IllegalArgumentException(
          "sallyport.admin.factor-max-age must be from 1m to 15m, because these pages give access"
              + " to other people's accounts");
    }
    if (pagesPerHour < 1 || actsPerHour < 1) {
      throw new IllegalArgumentException(
          "sallyport.admin.pages-per-hour and acts-per-hour must be 1 or more");
    }
  }
}
