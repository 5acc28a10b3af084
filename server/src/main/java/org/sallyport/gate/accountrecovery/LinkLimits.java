package org.sallyport.gate.accountrecovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.MessageLimits;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;

/**
 * Limits the links mailed to an account and the requests from an address. These limits are separate
 * from those of codes, so that a stranger who reports a forgotten password cannot keep the owner
 * from signing in. A browser in which the account signed in before has its own share (rule 9).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LinkLimits {
  /** So that one network alone does not use up an account's links of a day. */
  private static final int PER_NETWORK_DAY = 3;

  private final RateLimits limits;
  private final NetworkLimits networks;
  private final MessageLimits messages;
  private final AccountRecoveryProperties properties;

  /**
   * Counts one mail to the account; false if a limit is used up. In a browser that is new to the
   * account the network (IPv6: site) of the request is counted too.
   *
   * @param known whether it was requested in a browser in which the account signed in before, or by
   *     the help desk
   */
  public boolean takeMail(Account held, String to, Origin origin, boolean known) {
    String id = held.id().toString();
    Quota quota = known ? Quota.KNOWN_BROWSER : Quota.ANYONE;
    Demand destination = known ? messages.toOwner(id, to) : messages.to(quota, to);
    List<Demand> demands = new ArrayList<>();
    if (!known) {
      demands.add(
          LimitName.LINK_NETWORK_DAY
              .of(PER_NETWORK_DAY)
              .demand(quota, id, origin.block().widest())
              .about(id));
    }
    demands.add(ofAccount(LimitName.LINK_ACCOUNT_HOUR, properties.mailsPerHour(), quota, id));
    demands.add(ofAccount(LimitName.LINK_ACCOUNT_DAY, properties.mailsPerDay(), quota, id));
    demands.add(destination);
    return limits.take(demands) instanceof Decision.Met;
  }

  private static Demand ofAccount(LimitName limit, int most, Quota quota, String account) {
    return limit.of(most).demand(quota, account).about(account);
  }

  /**
   * Counts one request.
   *
   * @param knownBrowser the browser's mark if the account of that name signed in from it before
   * @return empty if the request is accepted, or the time from which the next one is
   */
  public Optional<Instant> takeRequest(String address, @Nullable String knownBrowser) {
    int most = properties.requestsPerHour();
    return until(
        knownBrowser == null
            ? networks.take(
                LimitName.LINK_REQUEST, LimitName.LINK_REQUEST_SITE, most, AddressBlock.of(address))
            : limits.take(
                List.of(
                    LimitName.LINK_REQUEST
                        .of(most)
                        .demand(Quota.KNOWN_BROWSER, knownBrowser)
                        .about(Demand.UNNAMED))));
  }

  private static Optional<Instant> until(Decision decision) {
    return switch (decision) {
      case Decision.Met _ -> Optional.empty();
      case Decision.UsedUp usedUp -> Optional.of(usedUp.until());
    };
  }
}
