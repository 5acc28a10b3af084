package org.sallyport.gate.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ratelimit.Decision.Met;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How many requests for a sign-in to an application a network may have stored, unauthenticated. */
@Component
public class RequestLimit {
  private final RateLimits limits;
  private final OidcProperties properties;
  private final TransactionTemplate transaction;

  RequestLimit(RateLimits limits, OidcProperties properties, TransactionTemplate transaction) {
    this.limits = limits;
    this.properties = properties;
    this.transaction = transaction;
  }

  /** Counts a request; false if there were too many. */
  public boolean take(HttpServletRequest request) {
    String network = Origin.withoutSession(request).block().toString();
    return Boolean.TRUE.equals(
        transaction.execute(
            status ->
                limits.take(
                        List.of(
                            LimitName.OIDC_REQUESTS
                                .of(properties.requestsPerHour())
                                .demand(Quota.ANYONE, network)
                                .ofMany()))
                    instanceof Met));
  }

  /** The answer to one too many; no view. */
  public static @Nullable String tooMany(HttpServletResponse response) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader("Retry-After", "600");
    return null;
  }
}
