package org.sallyport.connect.oidc.request;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.grants.Grant;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;

/**
 * What a client would be answered if it asked now, in a session, for all that it may read. Nothing
 * is stored and no code is made.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TrialRequest {
  /** In place of a code challenge, since no code is made. */
  private static final String NO_CHALLENGE = "";

  private static final UUID NO_ROW = new UUID(0, 0);

  private final Decisions decisions;
  private final Accounts accounts;
  private final SignIns signIns;
  private final Clock clock;

  /** What the client would be answered. */
  public sealed interface Answer {}

  /** A code; the grant is what tokens would be made from. */
  public record Granted(Grant grant) implements Answer {}

  /** An error. */
  public record Refused(String error) implements Answer {}

  /**
   * Nothing yet: the person would be asked something first.
   *
   * @param question "choose", "factor", "again" or "consent"
   */
  public record Asked(String question) implements Answer {}

  /** Empty if the client is disabled or the session has ended. */
  public Optional<Answer> answer(Client client, Visitor visitor) {
    Optional<Account> account = accounts.find(visitor.account()).filter(it -> !it.isDisabled());
    Optional<SignIn> session =
        signIns.find(visitor.signIn()).filter(it -> it.state() == SignIn.State.COMPLETE);
    return client.isEnabled() && account.isPresent() && session.isPresent()
        ? Optional.of(answer(client, account.get(), session.get()))
        : Optional.empty();
  }

  private Answer answer(Client client, Account account, SignIn session) {
    Instant now = clock.instant();
    Parameters parameters = new Parameters(Map.of("scope", String.join(" ", client.scopes())));
    StoredRequest request = new StoredRequest(NO_ROW, client.id(), parameters, now, null, null);
    Decision decision = decisions.decide(request, client, account, session);
    return switch (decision) {
      case Decision.Grant it -> new Granted(grant(client, session, it.proof()));
      case Decision.Refuse it -> new Refused(it.error().word());
      case Decision.Question it -> new Asked(it.word());
    };
  }

  private static Grant grant(Client client, SignIn session, SignInProof proof) {
    return new Grant(
        NO_ROW,
        client.id(),
        session.account(),
        session.id(),
        client.scopes(),
        client.redirectUris().getFirst(),
        null,
        NO_CHALLENGE,
        proof.acr(),
        proof.methods(),
        proof.at(),
        Set.of());
  }
}
