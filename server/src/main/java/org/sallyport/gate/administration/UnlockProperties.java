package org.sallyport.gate.administration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often admins, the help desk and programs may unlock.
 *
 * @param unlocksPerAccountDay how often one account may be unlocked in a day: each time gives
 *     anyone who knows its password five more guesses
 */
@ConfigurationProperties("sallyport.admin")
public record UnlockProperties(@DefaultValue("5") int unlocksPerAccountDay) {
  public UnlockProperties {
    if (unlocksPerAccountDay < 1) {
      throw new IllegalArgumentException(
          "sallyport.admin.unlocks-per-account-day must be 1 or more");
    }
  }
}
