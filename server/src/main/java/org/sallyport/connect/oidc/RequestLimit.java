package org.sallyport.connect.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How many requests for a sign-in to an application a network may have stored, unauthenticated, and
 * how many one application may push.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RequestLimit {
  private final NetworkLimits limits;
  private final OidcProperties properties;

  /** Counts a request; false if there were too many. */
  public boolean take(HttpServletRequest request) {
    return limits.take(
            LimitName.OIDC_REQUESTS,
            LimitName.OIDC_REQUESTS_SITE,
            properties.requestsPerHour(),
            Origin.withoutSession(request).block())
        instanceof Decision.Met;
  }

  /**
   * Counts a request that an application pushes. A public one is known by a name that anybody may
   * use, so its callers are counted too.
   */
  public boolean takePushed(String clientId, boolean isPublic, HttpServletRequest request) {
    return (!isPublic || take(request))
        && limits.take(LimitName.OIDC_PUSHED.of(properties.pushedPerHour()), clientId)
            instanceof Decision.Met;
  }

  /** The answer to one too many; no view. */
  public static @Nullable String tooMany(HttpServletResponse response) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader("Retry-After", "600");
    return null;
  }
}
