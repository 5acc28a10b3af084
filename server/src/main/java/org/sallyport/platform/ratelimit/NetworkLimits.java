package org.sallyport.platform.ratelimit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.AddressBlock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits on what strangers have stored, counted by network and, for IPv6, by the site around it,
 * which may have ten times as much (rule 60). Each is taken in a transaction of its own.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NetworkLimits {
  private static final int SITE_FACTOR = 10;

  private final RateLimits limits;
  private final TransactionTemplate transaction;

  /**
   * Counts a request of a network. The site is checked before anything is counted, so that a site
   * that has used it up adds no row for each of its networks.
   *
   * @param most for the network
   */
  public Decision take(LimitName ofNetwork, LimitName ofSite, int most, AddressBlock from) {
    Demand network = demand(ofNetwork.of(most), from.network());
    return from.site() == null
        ? take(List.of(network))
        : take(network, demand(ofSite.of(most * SITE_FACTOR), from.site()));
  }

  private Decision take(Demand network, Demand site) {
    Optional<Decision.UsedUp> usedUp = limits.check(List.of(site));
    return usedUp.isPresent() ? usedUp.get() : take(List.of(network, site));
  }

  /**
   * Counts a request of strangers to something that many share, such as an application.
   *
   * @param whose what is counted
   */
  public Decision take(Limit limit, String whose) {
    return take(List.of(demand(limit, whose)));
  }

  private Decision take(List<Demand> demands) {
    return Objects.requireNonNull(transaction.execute(status -> limits.take(demands)));
  }

  private static Demand demand(Limit limit, String whose) {
    return limit.demand(Quota.ANYONE, whose).about(Demand.UNNAMED).ofMany();
  }
}
