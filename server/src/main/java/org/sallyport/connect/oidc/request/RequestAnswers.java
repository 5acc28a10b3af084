package org.sallyport.connect.oidc.request;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.grants.ConsentStore;
import org.sallyport.connect.oidc.grants.Grant;
import org.sallyport.connect.oidc.grants.GrantStore;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers requests: decides by the rows of account and session as they are now, and gives each
 * request one answer, by a row count.
 */
@Component
@RequiredArgsConstructor
class RequestAnswers {
  private final AuthorizationRequests store;
  private final ClientStore clients;
  private final GrantStore grants;
  private final ConsentStore consents;
  private final Decisions decisions;
  private final ClientAnswer answer;
  private final Accounts accounts;
  private final SignIns signIns;
  private final RandomValues random;
  private final DomainEvents events;

  /** What comes next for a request in a session. */
  sealed interface Next {}

  /** The browser goes to the client, with a code or an error. */
  record Leave(Client client, String address, boolean granted) implements Next {
    @Override
    public String toString() {
      return "Leave[" + client.clientId() + "]";
    }
  }

  /** The person has to do something first. */
  record Ask(StoredRequest request, Client client, Decision.Question question) implements Next {}

  /** The request was answered before, its client was disabled, or the session has ended. */
  record Over() implements Next {}

  /** Answers a request, or says what it needs first. */
  @Transactional
  public Next next(StoredRequest request, Visitor visitor, Origin origin) {
    Optional<Client> client = clients.find(request.client()).filter(Client::isEnabled);
    Optional<Account> account = accounts.find(visitor.account()).filter(it -> !it.isDisabled());
    Optional<SignIn> session =
        signIns.find(visitor.signIn()).filter(it -> it.state() == SignIn.State.COMPLETE);
    if (client.isEmpty() || account.isEmpty() || session.isEmpty()) {
      return new Over();
    }
    Decision decision = decisions.decide(request, client.get(), account.get(), session.get());
    return switch (decision) {
      case Decision.Grant it -> grant(request, client.get(), session.get(), it.proof(), origin);
      case Decision.Refuse it -> refuse(request, client.get(), session.get(), it.error(), origin);
      case Decision.Question it -> new Ask(request, client.get(), it);
    };
  }

  private Next grant(
      StoredRequest request, Client client, SignIn session, SignInProof proof, Origin origin) {
    if (!store.answer(request.id())) {
      return new Over();
    }
    String code = random.token();
    String acr = Acr.told(request.parameters(), proof.assurance());
    grants.add(newGrant(request, client, session, proof, acr), code);
    clients.used(client.id());
    events.publish(
        new ApplicationEvent.SignedIn(session.account(), session.id(), client.name(), acr), origin);
    return new Leave(client, answer.code(request.parameters(), code), true);
  }

  private Grant newGrant(
      StoredRequest request, Client client, SignIn session, SignInProof proof, String acr) {
    Parameters parameters = request.parameters();
    return new Grant(
        random.id(),
        client.id(),
        session.account(),
        session.id(),
        parameters.scopes(),
        parameters.values().getOrDefault("redirect_uri", ""),
        parameters.get("nonce"),
        parameters.values().getOrDefault("code_challenge", ""),
        acr,
        proof.methods(),
        proof.at(),
        ClaimsParameter.read(parameters.get("claims"))
            .map(ClaimsParameter::idToken)
            .orElse(Set.of()));
  }

  private Next refuse(
      StoredRequest request, Client client, SignIn session, ErrorCode error, Origin origin) {
    if (!store.answer(request.id())) {
      return new Over();
    }
    if (error == ErrorCode.ACCESS_DENIED || error == ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS) {
      events.publish(
          new ApplicationEvent.Refused(
              session.account(), session.id(), client.name(), error.word()),
          origin);
    }
    return new Leave(client, answer.error(request.parameters(), error), false);
  }

  /** Refuses a request of somebody who is not signed in, or does not want to go on. */
  @Transactional
  public Next refuse(StoredRequest request, ErrorCode error) {
    Optional<Client> client = clients.find(request.client()).filter(Client::isEnabled);
    return client.isPresent() && store.answer(request.id())
        ? new Leave(client.get(), answer.error(request.parameters(), error), false)
        : new Over();
  }

  /** Stores the consent of the visitor to what a request asks for. */
  @Transactional
  public void allow(StoredRequest request, Visitor visitor, Origin origin) {
    if (accounts.find(visitor.account()).filter(it -> !it.isLocked()).isEmpty()) {
      return;
    }
    clients
        .find(request.client())
        .ifPresent(
            client -> {
              Set<String> scopes = new LinkedHashSet<>(request.parameters().scopes());
              consents.allow(visitor.account(), client.id(), scopes);
              events.publish(
                  new ApplicationEvent.Allowed(
                      visitor.account(), visitor.signIn(), client.name(), scopes.stream().toList()),
                  origin);
            });
  }
}
