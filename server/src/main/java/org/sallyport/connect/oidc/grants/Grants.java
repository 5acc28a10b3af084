package org.sallyport.connect.oidc.grants;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientAccess;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.gate.session.LiveSignIns;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Redeems codes and tokens. They are valid while the session lasts in which they were given and the
 * account may use the client; a code or refresh token that is presented a second time revokes all
 * that came from it (rule 53).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Grants {
  private static final Origin APPLICATION = new Origin("local", "application");

  private final GrantStore store;
  private final ClientStore clients;
  private final ClientAccess access;
  private final LiveSignIns sessions;
  private final SessionProperties sessionTimes;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** A valid code. One that was redeemed before revokes its grant. */
  public Optional<PresentedToken> code(String code) {
    return valid(store.byCode(code), true);
  }

  /** A valid refresh token. One that was redeemed before revokes its grant. */
  public Optional<PresentedToken> refreshToken(String token) {
    return valid(
        store.byToken(token).filter(it -> it.token().kind() == PresentedToken.Kind.REFRESH), true);
  }

  /** A valid access token. */
  public Optional<PresentedToken> accessToken(String token) {
    return valid(
        store.byToken(token).filter(it -> it.token().kind() == PresentedToken.Kind.ACCESS), false);
  }

  /** A valid token of either kind. */
  public Optional<PresentedToken> anyToken(String token) {
    return valid(store.byToken(token), false);
  }

  private Optional<PresentedToken> valid(Optional<GrantStore.Found> found, boolean once) {
    if (once && found.filter(GrantStore.Found::spent).isPresent()) {
      presentedAgain(found.get().token().grant());
      return Optional.empty();
    }
    return found
        .map(GrantStore.Found::token)
        .filter(it -> clock.instant().isBefore(it.expiresAt()))
        .flatMap(it -> lasting(found.get()));
  }

  /**
   * Whether what an access token began may go on: the token is not revoked, the session lasts, and
   * the account may still use the client, which still has the scope (rule 58). The token's own time
   * is for beginning.
   */
  public boolean lasts(String token, String scope) {
    return store
        .byToken(token)
        .flatMap(this::lasting)
        .filter(it -> it.scopes().contains(scope))
        .isPresent();
  }

  /** With the scopes that the client still has; empty if it is not valid, whatever its time. */
  private Optional<PresentedToken> lasting(GrantStore.Found found) {
    PresentedToken token = found.token();
    Grant grant = token.grant();
    return Optional.of(found)
        .filter(it -> !it.spent() && !it.revoked())
        .filter(it -> !sessions.of(List.of(grant.signIn())).isEmpty())
        .flatMap(it -> clients.find(grant.client()))
        .filter(client -> access.mayUse(client, grant.account()))
        .map(client -> token.within(client.scopes()));
  }

  /**
   * Redeems what was presented: marks it as spent and stores the new tokens. False if somebody else
   * redeemed it at the same time; then the grant is revoked.
   */
  public boolean redeem(PresentedToken token, String value, NewTokens issued) {
    Boolean won =
        transaction.execute(
            status -> {
              boolean first =
                  token.kind() == PresentedToken.Kind.CODE
                      ? store.spendCode(token.grant().id())
                      : store.spendToken(value);
              if (first) {
                issue(token.grant().id(), token.grant().scopes(), issued);
              }
              return first;
            });
    if (!Boolean.TRUE.equals(won)) {
      presentedAgain(token.grant());
      return false;
    }
    return true;
  }

  private void issue(UUID grant, Set<String> all, NewTokens issued) {
    Instant now = clock.instant();
    store.addToken(
        grant,
        PresentedToken.Kind.ACCESS,
        issued.scopes(),
        issued.access(),
        now.plus(issued.accessLasts()));
    store.addToken(
        grant, PresentedToken.Kind.REFRESH, all, issued.refresh(), now.plus(sessionTimes.max()));
  }

  /** Revokes one access token, or all that came from a refresh token or a code (RFC 7009). */
  public void revoke(PresentedToken token, String value) {
    if (token.kind() == PresentedToken.Kind.ACCESS) {
      store.spendToken(value);
    } else {
      store.revoke(token.grant().id(), "revoked by the application");
    }
  }

  private void presentedAgain(Grant grant) {
    transaction.executeWithoutResult(
        status -> {
          if (store.revoke(grant.id(), "presented again")) {
            events.publish(
                new ApplicationEvent.CopyPresented(grant.account(), grant.signIn(), name(grant)),
                APPLICATION);
          }
        });
  }

  private String name(Grant grant) {
    return clients.find(grant.client()).map(Client::name).orElse("");
  }
}
