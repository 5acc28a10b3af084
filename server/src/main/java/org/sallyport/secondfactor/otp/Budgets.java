package org.sallyport.secondfactor.otp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.account.AccountCounts;
import org.sallyport.delivery.Channel;
import org.sallyport.ratelimit.Decision;
import org.sallyport.ratelimit.Demand;
import org.sallyport.ratelimit.MessageLimits;
import org.sallyport.ratelimit.RateLimits;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.session.SignIn;
import org.springframework.stereotype.Component;

/**
 * Whether another code may be sent (rule 9). A browser in which the account signed in before has a
 * share of its own of every limit, so that a stranger with the password cannot use up the owner's.
 * The account's own is counted exactly, under its held row; the wider ones in {@link RateLimits}.
 */
@Component
class Budgets {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ACCOUNT = "account";
  private static final String MAILBOX = "mailbox";
  private static final String MAILBOX_SET_PASSWORD =
      "Your password was set by a mailed link, so a code by e-mail does not open your account yet. Use another way, or"
          + " ask the desk.";

  private final CodeStore codes;
  private final RateLimits limits;
  private final SendLimits wider;
  private final OtpProperties properties;
  private final Clock clock;

  /** A code that is to be sent. */
  record Sending(Account account, SignIn signIn, Purpose purpose, Destination destination) {
    /**
     * A session counts as known if the second factor was given in it. A contact that is only to be
     * proven has no share of its own, for it may be anybody's.
     */
    boolean known() {
      boolean inside = signIn.state() == SignIn.State.COMPLETE && signIn.factorAt() != null;
      return isToOwnContact() && (signIn.knownBrowser() != null || inside);
    }

    private boolean isToOwnContact() {
      return purpose == Purpose.SIGN_IN || purpose == Purpose.STEP_UP;
    }
  }

  /**
   * A limit that is used up.
   *
   * @param name of the limit
   * @param until when it is open again
   * @param reason in words for the page
   */
  record UsedUp(String name, Instant until, String reason) {
    ChallengeResult.NotBefore challenge() {
      return new ChallengeResult.NotBefore(until, reason);
    }
  }

  Budgets(
      CodeStore codes, RateLimits limits, SendLimits wider, OtpProperties properties, Clock clock) {
    this.codes = codes;
    this.limits = limits;
    this.wider = wider;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Takes one message out of every limit, or names the first that is used up and takes none. The
   * account's row must be held.
   */
  Optional<UsedUp> take(Sending sending) {
    UsedUp own = own(sending);
    if (own != null) {
      return Optional.of(own);
    }
    return switch (limits.take(demands(sending))) {
      case Decision.Met met -> Optional.empty();
      case Decision.UsedUp usedUp -> Optional.of(said(usedUp, sending.destination()));
    };
  }

  /** The first limit that is used up at this moment. */
  Optional<UsedUp> check(Sending sending) {
    UsedUp own = own(sending);
    return own != null
        ? Optional.of(own)
        : limits.check(demands(sending)).map(usedUp -> said(usedUp, sending.destination()));
  }

  private List<Demand> demands(Sending sending) {
    return wider.demands(sending.account(), sending.destination(), sending.known());
  }

  /** What the account itself refuses. */
  private @Nullable UsedUp own(Sending sending) {
    UsedUp mailbox = mailbox(sending);
    return mailbox != null ? mailbox : account(sending);
  }

  /** A mailbox that set the password is no second factor for a while (rule 38). */
  private @Nullable UsedUp mailbox(Sending sending) {
    Instant from = sending.account().emailCodeFrom();
    boolean byEmail =
        sending.purpose() == Purpose.SIGN_IN && sending.destination().channel() == Channel.EMAIL;
    return from != null && byEmail && clock.instant().isBefore(from)
        ? new UsedUp(MAILBOX, from, MAILBOX_SET_PASSWORD)
        : null;
  }

  private @Nullable UsedUp account(Sending sending) {
    int most = properties.perAccountHour();
    List<Instant> sent =
        codes.sentSince(
            sending.account().id(),
            sending.signIn(),
            sending.purpose(),
            clock.instant().minus(HOUR));
    return sent.size() < most
        ? null
        : new UsedUp(
            ACCOUNT,
            sent.get(sent.size() - most).plus(HOUR),
            "Too many codes were sent for your account within an hour.");
  }

  private static UsedUp said(Decision.UsedUp usedUp, Destination destination) {
    return new UsedUp(usedUp.limit(), usedUp.until(), reason(usedUp.limit(), destination));
  }

  private static String reason(String limit, Destination destination) {
    String kind = destination.channel() == Channel.SMS ? "SMS" : "e-mail";
    if (limit.equals(MessageLimits.DESTINATION)) {
      return String.format(
          Locale.ROOT, "Too many messages were sent to %s within a day.", destination.masked());
    }
    return limit.contains(SendLimits.PREFIX)
        ? String.format(
            Locale.ROOT,
            "Our limit for SMS to numbers that begin with %s is reached. This is not about your account.",
            AccountCounts.prefix(destination.to()))
        : String.format(
            Locale.ROOT, "Our %s limit is reached. This is not about your account.", kind);
  }
}
