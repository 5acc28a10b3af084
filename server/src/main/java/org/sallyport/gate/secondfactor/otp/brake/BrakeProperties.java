package org.sallyport.gate.secondfactor.otp.brake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The brake on SMS to numbers that begin alike (country code and three digits) and whose codes
 * nearly nobody enters.
 *
 * @param enabled whether there is one
 * @param window the codes that count: those of this period
 * @param lasts how long a brake stays on, unless an admin ends it
 * @param newMinimum so many codes to numbers that nobody has verified yet are sent before a brake
 *     for such numbers is put on; an account counts three times at most
 * @param newPercent it is put on if fewer of them, in percent, are entered
 * @param allMinimum so many codes for sign-ins and changes are sent before a brake for all numbers
 *     is put on: at least a tenth of the enabled accounts with such numbers, and an account counts
 *     three times at most. Sign-ins and changes in browsers from which the account signed in before
 *     are neither counted nor stopped
 * @param allPercent it is put on if fewer of them, in percent, are entered
 */
@ConfigurationProperties("sallyport.sms.brake")
record BrakeProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2h") Duration window,
    @DefaultValue("1h") Duration lasts,
    @DefaultValue("20") int newMinimum,
    @DefaultValue("30") int newPercent,
    @DefaultValue("100") int allMinimum,
    @DefaultValue("10") int allPercent) {
  private static final String PREFIX = "sallyport.sms.brake.";
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int WHOLE = 100;

  BrakeProperties {
    check(window, "window");
    check(lasts, "lasts");
    if (newMinimum < 1 || allMinimum < 1) {
      throw new IllegalArgumentException(
          PREFIX + "new-minimum and " + PREFIX + "all-minimum must be at least 1");
    }
    if (newPercent < 0 || newPercent > WHOLE || allPercent < 0 || allPercent > newPercent) {
      throw new IllegalArgumentException(
          PREFIX + "all-percent must not be above " + PREFIX + "new-percent, nor this above 100");
    }
  }

  private static void check(Duration length, String name) {
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(PREFIX + name + " must be more than 0s, and 24h at most");
    }
  }
}
