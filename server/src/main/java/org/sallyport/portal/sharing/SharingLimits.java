package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SmsPrefixLimits;
import org.sallyport.gate.secondfactor.brake.SmsBrakes;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.MessageLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Limits on shares, mailed links, codes, searches and reference numbers. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SharingLimits {
  private static final int CODES_PER_HOUR = 10;

  /** The shares of one person can use up a fifth of the codes by SMS. */
  private static final int SHARER_FRACTION = 5;

  private final RateLimits limits;
  private final MessageLimits messages;
  private final SmsPrefixLimits prefixes;
  private final SmsBrakes brakes;
  private final SharingProperties properties;

  /** Counts one share; empty if it is within the limits, or the time from which one is. */
  Optional<Instant> takeShare(AccountId sharer, Receiver receiver) {
    List<Demand> demands = new ArrayList<>();
    demands.add(ofPerson(LimitName.SHARE_DAY, properties.sharesPerDay(), sharer));
    if (receiver instanceof Receiver.Address address) {
      demands.addAll(mail(sharer, address.email()));
    }
    return until(limits.take(demands));
  }

  /** Counts one reference number. */
  public Optional<Instant> takeReference(AccountId issuer) {
    return until(
        limits.take(List.of(ofPerson(LimitName.SHARE_DAY, properties.sharesPerDay(), issuer))));
  }

  /** Counts one mail with a link. */
  Optional<Instant> takeMail(AccountId sharer, String to) {
    return until(limits.take(mail(sharer, to)));
  }

  private List<Demand> mail(AccountId sharer, String to) {
    return List.of(
        ofPerson(LimitName.SHARE_MAIL_DAY, properties.mailsPerDay(), sharer),
        messages.to(Quota.SHARED_LINK, to));
  }

  /**
   * Counts one code. An SMS goes to whatever number the sharer typed, so it counts with what anyone
   * can cause, and the brake on SMS stops it as one to a number that nobody has verified.
   *
   * @param sharer null for a share by the command line
   * @param to the number or address
   */
  public Optional<Instant> takeCode(
      @Nullable AccountId sharer, ShareId share, String to, boolean bySms) {
    Optional<Instant> braked = bySms ? brakes.until(to, true) : Optional.empty();
    if (braked.isPresent()) {
      return braked;
    }
    List<Demand> demands = new ArrayList<>();
    demands.add(
        LimitName.SHARE_CODE_HOUR
            .of(CODES_PER_HOUR)
            .demand(Quota.ANYONE, share.toString())
            .about(Demand.UNNAMED));
    demands.add(messages.to(Quota.SHARED_LINK, to));
    if (bySms) {
      demands.addAll(sms(sharer, to));
    }
    return until(limits.take(demands));
  }

  /** The demands of a code by SMS, beside those of any code. */
  private List<Demand> sms(@Nullable AccountId sharer, String to) {
    List<Demand> demands = new ArrayList<>();
    if (sharer != null) {
      int own = Math.max(1, properties.smsPerDay() / SHARER_FRACTION);
      demands.add(ofPerson(LimitName.SHARE_SMS_SHARER_DAY, own, sharer));
    }
    demands.addAll(prefixes.demands(Quota.ANYONE, to));
    demands.add(LimitName.SHARE_SMS_DAY.of(properties.smsPerDay()).demand(Quota.ANYONE).ofMany());
    return demands;
  }

  /** Counts one search for colleagues. */
  @Transactional
  public Optional<Instant> takeSearch(AccountId who) {
    return until(
        limits.take(
            List.of(ofPerson(LimitName.SHARE_SEARCH_HOUR, properties.searchesPerHour(), who))));
  }

  /** Counts one try of a reference number, right or wrong. */
  public Optional<Instant> takeTry(AccountId who) {
    return until(
        limits.take(
            List.of(
                ofPerson(LimitName.REFERENCE_HOUR, properties.triesPerHour(), who),
                ofPerson(LimitName.REFERENCE_DAY, 2 * properties.triesPerHour(), who))));
  }

  /** One from a limit of a person, of whom the admins are told when it is nearly used up. */
  private static Demand ofPerson(LimitName limit, int most, AccountId who) {
    return limit.of(most).demand(Quota.ANYONE, who.toString()).about(who.toString());
  }

  private static Optional<Instant> until(Decision decision) {
    return switch (decision) {
      case Decision.Met _ -> Optional.empty();
      case Decision.UsedUp usedUp -> Optional.of(usedUp.until());
    };
  }
}
