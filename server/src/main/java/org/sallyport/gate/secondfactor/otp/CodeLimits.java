package org.sallyport.gate.secondfactor.otp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.brake.SmsBrakes;
import org.sallyport.gate.secondfactor.otp.simswap.SimSwaps;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;

/**
 * Decides whether another code may be sent (rule 9). A browser from which the account signed in
 * before has its own share of every limit, so that an attacker who knows the password cannot use up
 * the owner's. The account's own limit is counted exactly under the lock on its row; the wider ones
 * in {@link RateLimits}.
 */
@Component
@RequiredArgsConstructor
class CodeLimits {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ACCOUNT = "account";
  private static final String MAILBOX = "mailbox";
  private static final String PHONE = "phone";
  private static final String BRAKE = "sms-brake";
  private static final String SIM = "sim-changed";
  private static final String CALLS = "calls";
  private static final int MOST_CALLS = 3;

  private final CodeStore codes;
  private final RateLimits limits;
  private final SendLimits wider;
  private final SmsBrakes brakes;
  private final SimSwaps simSwaps;
  private final OtpProperties properties;
  private final Clock clock;

  /** A code about to be sent. */
  record Sending(Account account, SignIn signIn, Purpose purpose, Destination destination) {
    static Sending of(FactorContext context, Destination destination) {
      return new Sending(
          context.held().account(), context.signIn(), context.purpose(), destination);
    }

    /**
     * The share that pays for it. A session has that of known browsers if the second factor was
     * verified in it. A contact that is only being verified may be anyone's: its share is neither
     * that of the account nor that of sign-ins of the contact's owner.
     */
    Quota quota() {
      boolean inside = signIn.state() == SignIn.State.COMPLETE && signIn.factorAt() != null;
      if (!isToOwnContact()) {
        return Quota.NEW_CONTACT;
      }
      return signIn.knownBrowser() != null || inside ? Quota.KNOWN_BROWSER : Quota.ANYONE;
    }

    /**
     * How the number begins, for the brake on SMS; null for codes that it neither counts nor stops:
     * mails, and what the owner asks for in a known browser.
     */
    @Nullable String smsBlock() {
      return !destination.channel().isToNumber() || quota() == Quota.KNOWN_BROWSER
          ? null
          : Phones.block(destination.to());
    }

    AddressBlock from() {
      return AddressBlock.of(signIn.address());
    }

    private boolean isToOwnContact() {
      return purpose == Purpose.SIGN_IN || purpose == Purpose.STEP_UP;
    }
  }

  /**
   * An exhausted limit.
   *
   * @param name of the limit
   * @param until when sending is allowed again
   * @param reason text for the page
   */
  record UsedUp(String name, Instant until, String reason) {
    ChallengeResult.NotBefore challenge() {
      return new ChallengeResult.NotBefore(until, reason, name.equals(CALLS));
    }
  }

  /** Takes one message from every limit, or returns the first exhausted one and takes none. */
  Optional<UsedUp> take(FactorContext context, Destination destination) {
    Sending sending = Sending.of(context, destination);
    Optional<UsedUp> own = own(sending);
    if (own.isPresent()) {
      return own;
    }
    return switch (limits.take(demands(sending))) {
      case Decision.Met _ -> Optional.empty();
      case Decision.UsedUp usedUp -> Optional.of(said(usedUp, sending.destination()));
    };
  }

  /** A code of the attempt was answered: those that it asked for count no more for its network. */
  void answered(Sending sending, int codes) {
    if (sending.quota() == Quota.ANYONE) {
      limits.giveBack(wider.ofNetwork(sending.from()), codes);
    }
  }

  /** The first limit that is exhausted now. */
  Optional<UsedUp> check(Sending sending) {
    return own(sending)
        .or(
            () ->
                limits.check(demands(sending)).map(usedUp -> said(usedUp, sending.destination())));
  }

  private List<Demand> demands(Sending sending) {
    return wider.demands(sending.account(), sending.destination(), sending.from(), sending.quota());
  }

  /** The account's own limits. */
  private Optional<UsedUp> own(Sending sending) {
    return suspended(sending)
        .or(() -> simChanged(sending))
        .or(() -> braked(sending))
        .or(() -> calls(sending))
        .or(() -> account(sending));
  }

  /** A phone that rings wakes its owner: who has the password alone may do so three times. */
  private Optional<UsedUp> calls(Sending sending) {
    if (sending.destination().channel() != Channel.VOICE
        || sending.quota() == Quota.KNOWN_BROWSER) {
      return Optional.empty();
    }
    Instant since = clock.instant().minus(HOUR);
    List<Instant> calls = codes.unansweredCalls(sending.account().id(), since);
    return inAnHour(CALLS, calls, MOST_CALLS, "prompt.limit.calls");
  }

  /** The SIM of the account's number changed lately: somebody else may have it. */
  private Optional<UsedUp> simChanged(Sending sending) {
    return sending.destination().channel().isToNumber() && sending.isToOwnContact()
        ? simSwaps
            .until(sending.account())
            .map(it -> new UsedUp(SIM, it, Messages.text("prompt.limit.sim-changed")))
        : Optional.empty();
  }

  /**
   * SMS to such numbers are stopped, because nearly nobody enters their codes. Of a number that was
   * not typed just now, the words name fewer digits than the brake looks at: the page masks the
   * number, and may be read by somebody who has the password alone.
   */
  private Optional<UsedUp> braked(Sending sending) {
    String block = sending.smsBlock();
    if (block == null) {
      return Optional.empty();
    }
    String to = sending.destination().to();
    boolean isTyped = sending.quota() == Quota.NEW_CONTACT;
    String shown = isTyped ? block : AccountCounts.prefix(to);
    return brakes
        .until(to, isTyped)
        .map(it -> new UsedUp(BRAKE, it, Messages.text("prompt.limit.brake", shown)));
  }

  /**
   * Codes to a contact are refused for a while after it set the password by a mailed link (rule
   * 38), or after an admin changed it (rule 39).
   */
  private Optional<UsedUp> suspended(Sending sending) {
    boolean sms = sending.destination().channel().isToNumber();
    Instant from =
        sms ? sending.account().smsCodesBlockedUntil() : sending.account().emailCodesBlockedUntil();
    return from != null && sending.purpose() == Purpose.SIGN_IN && clock.instant().isBefore(from)
        ? Optional.of(
            new UsedUp(
                sms ? PHONE : MAILBOX,
                from,
                Messages.text(sms ? "prompt.limit.new-number" : "prompt.limit.new-mailbox")))
        : Optional.empty();
  }

  private Optional<UsedUp> account(Sending sending) {
    return inAnHour(
        ACCOUNT, sentInLastHour(sending), properties.perAccountHour(), "prompt.limit.account");
  }

  /**
   * An account's limit of so many in an hour, from when the last ones were sent, oldest first;
   * empty if it is not used up.
   */
  private static Optional<UsedUp> inAnHour(
      String limit, List<Instant> sent, int most, String words) {
    return sent.size() < most
        ? Optional.empty()
        : Optional.of(
            new UsedUp(limit, sent.get(sent.size() - most).plus(HOUR), Messages.text(words)));
  }

  private List<Instant> sentInLastHour(Sending sending) {
    return codes.sentSince(
        sending.account().id(), sending.signIn(), sending.purpose(), clock.instant().minus(HOUR));
  }

  private static UsedUp said(Decision.UsedUp usedUp, Destination destination) {
    return new UsedUp(
        usedUp.limit(), usedUp.until(), reason(LimitName.ofKey(usedUp.limit()), destination));
  }

  private static String reason(LimitName limit, Destination destination) {
    return switch (limit) {
      case DESTINATION -> Messages.text("prompt.limit.destination", destination.masked());
      case CODE_NETWORK_HOUR, CODE_NETWORK_DAY, CODE_NETWORK_SITE_HOUR ->
          Messages.text("prompt.limit.network");
      case SMS_PREFIX_HOUR, SMS_PREFIX_DAY ->
          Messages.text("prompt.limit.prefix", AccountCounts.prefix(destination.to()));
      case SMS_INSTALLATION_HOUR, SMS_INSTALLATION_DAY -> Messages.text("prompt.limit.sms");
      default -> Messages.text("prompt.limit.email");
    };
  }
}
