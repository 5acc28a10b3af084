package org.sallyport.connect.oidc.grants;

import java.time.Duration;
import java.util.Set;

/**
 * The tokens that a redemption issues.
 *
 * @param scopes of the access token
 */
public record NewTokens(String access, Duration accessLasts, String refresh, Set<String> scopes) {
  @Override
  public String toString() {
    return "NewTokens[]";
  }
}
