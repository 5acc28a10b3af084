package org.sallyport.secondfactor.otp;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.Channel;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One-time codes (rules 2, 5, 9).
 *
 * @param channels how codes are sent: email, sms, or both
 * @param ttl how long a code is valid, from the moment it was made
 * @param scope what a newer sign-in code makes void: every older one of the account, or of the
 *     attempt alone
 * @param resendCooldown between two codes of an attempt
 * @param maxSends codes in one attempt at most
 * @param maxTries wrong answers that a check of a phone or an e-mail address allows
 * @param perAccountHour codes an hour for an account; a browser it signed in from before has as
 *     many of its own
 * @param perPrefixHour SMS an hour to numbers with the same first three digits, codes of shares
 *     included; browsers that are known to the account have as many of their own, here and below.
 *     If not set, twice the number of enabled accounts with such numbers, 100 at least
 * @param perPrefixDay the same in a day; if not set, four times the number of an hour
 * @param perInstallationHour codes an hour by SMS, and as many by e-mail. If not set, twice the
 *     number of enabled accounts, 1000 at least
 * @param perInstallationDay the same in a day; if not set, four times the number of an hour. What
 *     SMS can cost in a day is this twice, for browsers in which the account signed in before have
 *     as many of their own, and notices by SMS on top
 */
@ConfigurationProperties("sallyport.otp")
record OtpProperties(
    @DefaultValue({"email", "sms"}) Set<Channel> channels,
    @DefaultValue("20m") Duration ttl,
    @DefaultValue("account") Scope scope,
    @DefaultValue("30s") Duration resendCooldown,
    @DefaultValue("5") int maxSends,
    @DefaultValue("5") int maxTries,
    @DefaultValue("15") int perAccountHour,
    @Nullable Integer perPrefixHour,
    @Nullable Integer perPrefixDay,
    @Nullable Integer perInstallationHour,
    @Nullable Integer perInstallationDay) {

  /** Which older codes a newer one invalidates. */
  enum Scope {
    ACCOUNT,
    ATTEMPT
  }
}
