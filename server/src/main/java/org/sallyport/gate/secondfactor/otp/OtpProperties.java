package org.sallyport.gate.secondfactor.otp;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One-time codes (rules 2, 5, 9).
 *
 * @param channels how codes are sent: email, sms, or both
 * @param length how many digits a code has that is sent, those that open shares included, from 6 to
 *     8; the codes of apps have six
 * @param ttl how long a code is valid, from the moment it was made
 * @param scope what a newer sign-in code makes void: every older one of the account, or of the
 *     attempt alone
 * @param resendCooldown minimum time between two codes of an attempt
 * @param maxSends maximum number of codes in one attempt
 * @param maxTries maximum number of tries when a mobile number or an e-mail address is verified
 * @param perAccountHour maximum number of codes an hour for an account; each browser in which it
 *     signed in before has the same number for itself
 * @param perNetworkHour maximum number of codes an hour that one network (an IPv4 address, or a /64
 *     of IPv6) asks for in browsers that are new to the accounts and that are not answered; four
 *     times as many in a day. If not set, a tenth of the number of enabled accounts, at least 50
 * @param perPrefixHour maximum number of SMS an hour to numbers with the same first three digits,
 *     codes of shares included; browsers that are known to the account have the same number again,
 *     here and below. If not set, twice the number of enabled accounts with such numbers, at least
 *     100
 * @param perPrefixDay the same in a day; if not set, four times the number of an hour
 * @param perInstallationHour maximum number of codes an hour by SMS, and the same number by e-mail.
 *     If not set, twice the number of enabled accounts, at least 1000
 * @param perInstallationDay the same in a day; if not set, four times the hourly number. The
 *     separate number for known browsers allows up to twice as many SMS in a day; codes of shares
 *     and notices by SMS are not counted
 * @param spokenDigits how a code is spoken in a call: words, of the person's language; or digits,
 *     with pauses between them, which the voice of the gateway reads. Arabic ones are always words
 */
@ConfigurationProperties("sallyport.otp")
record OtpProperties(
    @DefaultValue({"email", "sms"}) Set<SentBy> channels,
    @DefaultValue("6") int length,
    @DefaultValue("20m") Duration ttl,
    @DefaultValue("account") Scope scope,
    @DefaultValue("30s") Duration resendCooldown,
    @DefaultValue("5") int maxSends,
    @DefaultValue("5") int maxTries,
    @DefaultValue("15") int perAccountHour,
    @Nullable Integer perNetworkHour,
    @Nullable Integer perPrefixHour,
    @Nullable Integer perPrefixDay,
    @Nullable Integer perInstallationHour,
    @Nullable Integer perInstallationDay,
    @DefaultValue("words") SpokenDigits spokenDigits)
    implements CodeDigits.SentLength {
  OtpProperties {
    if (length < 6 || length > 8) {
      throw new IllegalArgumentException("sallyport.otp.length: write a number from 6 to 8");
    }
  }

  /** How codes are sent. Calls belong to SMS: they are set up by a route. */
  enum SentBy {
    EMAIL,
    SMS
  }

  /** How the digits of a code are written for a voice. */
  enum SpokenDigits {
    WORDS,
    DIGITS
  }

  /** Which older codes a newer one invalidates. */
  enum Scope {
    ACCOUNT,
    ATTEMPT
  }
}
