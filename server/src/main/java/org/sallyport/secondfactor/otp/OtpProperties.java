package org.sallyport.secondfactor.otp;

import java.time.Duration;
import java.util.Set;
import org.sallyport.delivery.Channel;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One-time codes (RULES 2, 5, 9).
 *
 * @param channels how codes are sent: email, sms, or both
 * @param ttl how long a code is valid, from the moment it was made
 * @param scope what a newer sign-in code makes void: every older one of the account, or of the
 *     attempt alone
 * @param resendCooldown between two codes of an attempt
 * @param sends codes in one attempt at most
 * @param tries wrong answers that a check of a phone or an e-mail address allows
 * @param perAccountHour codes an hour for an account; a browser it signed in from before has as
 *     many of its own
 * @param perDestinationDay codes a day to one number or address
 * @param perPrefixHour SMS an hour to one country
 * @param perInstallationHour codes an hour in all
 */
@ConfigurationProperties("sallyport.otp")
record OtpProperties(
    @DefaultValue({"email", "sms"}) Set<Channel> channels,
    @DefaultValue("20m") Duration ttl,
    @DefaultValue("account") Scope scope,
    @DefaultValue("30s") Duration resendCooldown,
    @DefaultValue("5") int sends,
    @DefaultValue("5") int tries,
    @DefaultValue("15") int perAccountHour,
    @DefaultValue("40") int perDestinationDay,
    @DefaultValue("1000") int perPrefixHour,
    @DefaultValue("10000") int perInstallationHour) {

  /** What a newer code makes void. */
  enum Scope {
    ACCOUNT,
    ATTEMPT
  }
}
