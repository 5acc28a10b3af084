package org.sallyport.platform.ratelimit;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits on what one network has stored, unauthenticated. Each is taken in a transaction of its
 * own.
 */
@Component
public class NetworkLimits {
  private final RateLimits limits;
  private final TransactionTemplate transaction;

  NetworkLimits(RateLimits limits, TransactionTemplate transaction) {
    this.limits = limits;
    this.transaction = transaction;
  }

  /** Counts a request of a network; false if there were too many. */
  public boolean take(Limit limit, String network) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status ->
                limits.take(List.of(limit.demand(Quota.ANYONE, network).ofMany()))
                    instanceof Decision.Met));
  }
}
