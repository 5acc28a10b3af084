package org.sallyport.gate.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.IssuerUnreachable;
import org.sallyport.gate.federation.protocol.LogoutClaims;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.platform.access.Origin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends the sign-ins that began at an issuer when the person has signed out there. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class IssuerLogout {
  private static final String REASON = "signed out elsewhere";

  /** Tokens tell whole seconds, and the clocks differ a little. */
  private static final Duration PRECISION = Duration.ofSeconds(2);

  private final FederatedIdentities identities;
  private final IssuerSessions sessions;
  private final SessionTermination sessionTermination;
  private final Accounts accounts;

  /**
   * What a logout token says; empty if it is none of the issuer's.
   *
   * @throws IssuerUnreachable if the issuer's keys cannot be read
   */
  public Optional<LogoutClaims> read(Issuer issuer, String token) throws IssuerUnreachable {
    return issuer.ended(token);
  }

  /** Ends the sign-ins of a session, or all of a person that began at this issuer. */
  @Transactional
  public int end(Issuer issuer, LogoutClaims claims, Origin origin) {
    int ended = 0;
    for (IssuerSessions.Open open : open(issuer, claims)) {
      accounts.hold(open.account());
      ended += sessionTermination.end(open.account(), open.signIn(), REASON, origin) ? 1 : 0;
    }
    return ended;
  }

  private List<IssuerSessions.Open> open(Issuer issuer, LogoutClaims claims) {
    String identifier = issuer.properties().identifier();
    Instant before = claims.at().plus(PRECISION);
    List<IssuerSessions.Open> open = new ArrayList<>();
    if (claims.session() != null) {
      open.addAll(sessions.of(identifier, claims.session(), before));
    } else if (claims.subject() != null) {
      identities
          .account(identifier, claims.subject())
          .ifPresent(it -> open.addAll(sessions.of(it, issuer.name(), before)));
    }
    return open;
  }
}
