package org.sallyport.connect.oidc.grants;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A code or token that was presented, and is valid.
 *
 * @param scopes its own, which may be fewer than those of the grant
 */
public record PresentedToken(
    Grant grant, Kind kind, Set<String> scopes, Instant createdAt, Instant expiresAt) {

  /** The same without the scopes that are not among these. */
  PresentedToken within(Set<String> allowed) {
    Set<String> left = new LinkedHashSet<>(scopes);
    left.retainAll(allowed);
    return new PresentedToken(grant, kind, left, createdAt, expiresAt);
  }

  /** What was presented. */
  public enum Kind {
    CODE,
    ACCESS,
    REFRESH
  }
}
