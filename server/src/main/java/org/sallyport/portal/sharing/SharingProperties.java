package org.sallyport.portal.sharing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Shares made by people.
 *
 * @param standard how long a share lasts if nobody chooses another end
 * @param max how long a share may last
 * @param patients whether patients may share their own studies
 * @param addresses whether studies can be shared with an e-mail address, without an account
 * @param codeTtl how long the code is valid that opens a share by its mailed link; 20 minutes at
 *     most
 * @param sharesPerDay shares of one person in a day
 * @param mailsPerDay links mailed for one person in a day
 * @param searchesPerHour searches for colleagues by one person in an hour, so that nobody reads the
 *     whole list of accounts
 * @param smsPerDay codes by SMS for shares in a day, of the whole installation; a fifth of them for
 *     the shares of one person
 * @param triesPerHour reference numbers that one account may try in an hour; twice as many in a day
 * @param factorMaxAge how long after the second factor was given studies are shared with colleagues
 *     and groups; with an address, and by a reference number, the time of a change of one's own
 *     account (sallyport.change.factor-max-age)
 */
@ConfigurationProperties("sallyport.sharing")
public record SharingProperties(
    @Name("default") @DefaultValue("30d") Duration standard,
    @DefaultValue("365d") Duration max,
    @DefaultValue("true") boolean patients,
    @DefaultValue("true") boolean addresses,
    @DefaultValue("20m") Duration codeTtl,
    @DefaultValue("100") int sharesPerDay,
    @DefaultValue("50") int mailsPerDay,
    @DefaultValue("60") int searchesPerHour,
    @DefaultValue("200") int smsPerDay,
    @DefaultValue("5") int triesPerHour,
    @DefaultValue("15m") Duration factorMaxAge) {
  private static final Duration MAX_CODE_TTL = Duration.ofMinutes(20);

  public SharingProperties {
    if (standard.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("sallyport.sharing.default must be a day or more");
    }
    if (max.compareTo(standard) < 0) {
      throw new IllegalArgumentException(
          "sallyport.sharing.max must not be shorter than sallyport.sharing.default");
    }
    if (codeTtl.compareTo(MAX_CODE_TTL) > 0 || codeTtl.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("sallyport.sharing.code-ttl must be from 1m to 20m");
    }
    if (factorMaxAge.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("sallyport.sharing.factor-max-age must be 1m or more");
    }
  }
}
