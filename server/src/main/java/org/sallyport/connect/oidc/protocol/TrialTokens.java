package org.sallyport.connect.oidc.protocol;

import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.grants.Grant;
import org.springframework.stereotype.Component;

/** What a client would be told by the tokens of a grant, which are not made. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TrialTokens {
  private final IdTokens idTokens;
  private final PersonClaims person;

  /** The claims of the ID token. */
  public Map<String, Object> idToken(Client client, Grant grant) {
    return idTokens.claims(grant, client.clientId()).build().getClaims();
  }

  /** What the userinfo endpoint tells. */
  public Map<String, Object> person(Grant grant) {
    return person.of(grant.account(), grant.scopes());
  }
}
