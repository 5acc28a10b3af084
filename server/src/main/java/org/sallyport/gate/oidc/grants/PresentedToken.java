package org.sallyport.gate.oidc.grants;

import java.time.Instant;
import java.util.Set;

/**
 * A code or token that was presented, and is valid.
 *
 * @param scopes its own, which may be fewer than those of the grant
 */
public record PresentedToken(
    Grant grant, Kind kind, Set<String> scopes, Instant createdAt, Instant expiresAt) {

  /** What was presented. */
  public enum Kind {
    CODE,
    ACCESS,
    REFRESH
  }
}
