package org.sallyport.gate.account.groups;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Groups of accounts: practices and departments.
 *
 * @param confirmFor how long a membership holds after it was given or confirmed; then it lapses,
 *     and with it the access it gives
 * @param remind how often memberships that end soon are looked for
 */
@ConfigurationProperties("sallyport.groups")
public record GroupProperties(
    @DefaultValue("90d") Duration confirmFor, @DefaultValue("1h") Duration remind) {

  public GroupProperties {
    if (confirmFor.compareTo(Duration.ofDays(15)) < 0) {
      throw new IllegalArgumentException("sallyport.groups.confirm-for must be 15d or more");
    }
    if (!remind.isPositive()) {
      throw new IllegalArgumentException("sallyport.groups.remind must be more than 0s");
    }
  }
}
