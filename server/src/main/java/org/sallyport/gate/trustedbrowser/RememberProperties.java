package org.sallyport.gate.trustedbrowser;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for "Remember this browser" (rules 19 to 23).
 *
 * @param duration how long a browser is remembered from the moment the box was ticked; use does not
 *     extend it; 0 disables the feature
 * @param riskAcceptanceId a reference to the documented decision to accept the risk of skipping the
 *     second factor, for example its number; some policies require it
 */
@ConfigurationProperties("sallyport.remember")
public record RememberProperties(
    @DefaultValue("30d") Duration duration, @Nullable String riskAcceptanceId) {
  public boolean offered() {
    return duration.isPositive();
  }
}
