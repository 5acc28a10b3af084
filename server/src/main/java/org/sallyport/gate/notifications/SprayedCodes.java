package org.sallyport.gate.notifications;

import java.util.List;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Detects code spraying: counts for how many accounts wrong codes come from one address (IPv6: one
 * /64) within an hour. The threshold is one account in twenty, at least ten, because the people of
 * a hospital share an address and mistype codes too; but at most four fifths of the wrong codes
 * after which an address is delayed, since an address can hardly reach more accounts.
 */
@Component
public class SprayedCodes {
  private static final Limit ONCE_PER_ACCOUNT = LimitName.WRONG_CODE_ACCOUNT.of(1);
  private static final int MIN_ACCOUNTS = 10;
  private static final int ACCOUNTS_DIVISOR = 20;

  private final RateLimits limits;
  private final AccountCounts accounts;
  private final int freeOfAddress;

  SprayedCodes(
      RateLimits limits,
      AccountCounts accounts,
      @Value("${sallyport.lock.address-delay-after:100}") int freeOfAddress) {
    this.limits = limits;
    this.accounts = accounts;
    this.freeOfAddress = freeOfAddress;
  }

  /** Counts a wrong code of a sign-in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void refused(CodeEvent.Refused event, Origin origin) {
    if (event.reason().equals("wrong") && event.purpose().equals("sign-in")) {
      count(event.account(), AddressBlock.of(origin.address()).network());
    }
  }

  static int many(int accounts, int freeOfAddress) {
    return Math.clamp(
        accounts / ACCOUNTS_DIVISOR,
        Math.min(MIN_ACCOUNTS, most(freeOfAddress)),
        most(freeOfAddress));
  }

  private static int most(int freeOfAddress) {
    return Math.max(1, freeOfAddress * 4 / 5);
  }

  private void count(AccountId account, String network) {
    if (limits.take(List.of(ONCE_PER_ACCOUNT.demand(Quota.ANYONE, network, account.toString())))
        instanceof Decision.Met) {
      int many = many(accounts.enabled(), freeOfAddress);
      Limit limit = LimitName.WRONG_CODE_ACCOUNTS.of(Integer.MAX_VALUE).warningAt(many);
      limits.take(List.of(limit.demand(Quota.ANYONE, network).about(network).ofMany()));
    }
  }
}
