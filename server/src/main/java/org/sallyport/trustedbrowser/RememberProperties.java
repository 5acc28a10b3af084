package org.sallyport.trustedbrowser;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Remember this browser (rules 19 to 23).
 *
 * @param duration how long a browser is remembered, fixed from the moment the box was ticked; 0
 *     offers no box
 * @param riskAcceptanceId where it is written down that somebody answers for skipping the second
 *     factor, for example the number of the decision; some policies want it
 */
@ConfigurationProperties("sallyport.remember")
public record RememberProperties(
    @DefaultValue("30d") Duration duration, @Nullable String riskAcceptanceId) {
  public boolean offered() {
    return duration.isPositive();
  }
}
