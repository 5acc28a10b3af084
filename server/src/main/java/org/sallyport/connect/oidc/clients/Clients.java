package org.sallyport.connect.oidc.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Client.Secrets;
import org.sallyport.gate.account.groups.NamedGroups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds and changes clients. A secret is made here, and is readable once. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Clients {
  /** The scope with which an access token opens DICOMweb, as the person. */
  public static final String DICOMWEB = "dicomweb";

  /** What a client may read if nothing else is said: who the person is. */
  public static final Set<String> USUAL_SCOPES =
      Set.of("openid", "profile", "email", "roles", "groups", "physician_numbers");

  /** The scopes that there are; {@code openid} is needed in each request. */
  public static final Set<String> SCOPES =
      Stream.concat(USUAL_SCOPES.stream(), Stream.of(DICOMWEB))
          .collect(Collectors.toUnmodifiableSet());

  /** How long the secret before a new one stays valid. */
  public static final Duration BOTH_SECRETS = Duration.ofDays(7);

  private final ClientStore store;
  private final ClientRules rules;
  private final ClientSecrets secrets;
  private final RandomValues random;
  private final NamedGroups groups;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * What an admin registers of a client. Client id and kind cannot be changed afterwards.
   *
   * @param keys its public keys, a JWK Set; for {@link Authentication#PRIVATE_KEY_JWT} only
   */
  public record Registration(
      String clientId,
      String name,
      Authentication kind,
      boolean isNative,
      boolean own,
      List<String> redirectUris,
      List<String> postLogoutUris,
      @Nullable String logoutUri,
      Set<String> scopes,
      @Nullable String keys,
      Policy policy,
      Duration accessLasts) {

    /** That of a client as it is. */
    public static Registration of(Client client) {
      return new Registration(
          client.clientId(),
          client.name(),
          client.kind(),
          client.isNative(),
          client.own(),
          client.redirectUris(),
          client.postLogoutUris(),
          client.logoutUri(),
          client.scopes(),
          client.keys(),
          client.policy(),
          client.accessLasts());
    }
  }

  /** The result of adding a client. */
  public sealed interface Added {}

  /**
   * It was added.
   *
   * @param secret readable once; null for a client without one
   */
  public record Done(Client client, @Nullable String secret) implements Added {
    @Override
    public String toString() {
      return "Done[" + client.clientId() + "]";
    }
  }

  /** It was not, for at least one reason. */
  public record NotAdded(List<Objection> why) implements Added {}

  /** Adds a client. */
  @Transactional
  public Added add(Registration wanted, Actor by, Origin origin) {
    List<Objection> objections = rules.objections(wanted);
    if (!objections.isEmpty()) {
      return new NotAdded(objections);
    }
    Instant now = clock.instant();
    String secret = wanted.kind() == Authentication.CLIENT_SECRET_BASIC ? random.token() : null;
    Secrets hashes =
        secret == null ? Secrets.NONE : new Secrets(List.of(secrets.hash(secret)), now, null);
    Client client = client(random.id(), wanted, hashes, 0, now);
    if (!store.add(client)) {
      return new NotAdded(List.of(Objection.taken(wanted.clientId())));
    }
    groups.name(ClientAccess.scope(client.id()), wanted.policy().groups());
    events.publish(new ApplicationEvent.Added(client.name(), by.name()), origin);
    return new Done(client, secret);
  }

  private static Client client(
      UUID id, Registration wanted, Secrets secrets, int version, Instant createdAt) {
    return new Client(
        id,
        wanted.clientId(),
        wanted.name(),
        wanted.kind(),
        wanted.isNative(),
        wanted.own(),
        wanted.redirectUris(),
        wanted.postLogoutUris(),
        wanted.logoutUri(),
        wanted.scopes(),
        wanted.keys(),
        secrets,
        wanted.policy(),
        wanted.accessLasts(),
        version,
        createdAt,
        null,
        null);
  }

  /** The result of changing a client. */
  public sealed interface Changed {}

  /** It is as wanted, whether or not it was before. */
  public record Saved() implements Changed {}

  /** Nothing was changed, for at least one reason. */
  public record NotChanged(List<Objection> why) implements Changed {}

  /** Nothing was changed, since somebody else did so after the client was read. */
  public record ChangedMeanwhile() implements Changed {}

  /**
   * Changes a client. It applies to the next sign-in; what was given before stays valid for its
   * time.
   *
   * @param version that of the client when the admin read it
   * @param wanted with the client id and the kind that the client has
   */
  @Transactional
  public Changed change(Client client, int version, Registration wanted, Actor by, Origin origin) {
    List<String> changes = ClientRules.changes(Registration.of(client), wanted);
    if (changes.isEmpty()) {
      return new Saved();
    }
    List<Objection> objections = rules.objections(wanted);
    if (!objections.isEmpty()) {
      return new NotChanged(objections);
    }
    if (!store.change(client(client.id(), wanted, client.secrets(), version, client.createdAt()))) {
      return new ChangedMeanwhile();
    }
    groups.name(ClientAccess.scope(client.id()), wanted.policy().groups());
    events.publish(new ApplicationEvent.Changed(wanted.name(), by.name(), changes), origin);
    return new Saved();
  }

  /**
   * Makes a new secret; the one before stays valid for a time, and the one before that no longer.
   * Empty if the client has none, or is no longer as the admin read it.
   */
  @Transactional
  public Optional<String> newSecret(Client client, Actor by, Origin origin) {
    String secret = random.token();
    Instant until = clock.instant().plus(BOTH_SECRETS);
    if (!store.setSecret(client.id(), client.version(), secrets.hash(secret), until)) {
      return Optional.empty();
    }
    events.publish(new ApplicationEvent.SecretReplaced(client.name(), by.name()), origin);
    return Optional.of(secret);
  }

  /** Disables a client, whose tokens end, or enables it. False if it is so already. */
  @Transactional
  public boolean setDisabled(Client client, boolean disabled, Actor by, Origin origin) {
    if (!store.setDisabled(client.id(), disabled)) {
      return false;
    }
    if (disabled) {
      store.endTokens(client.id());
    }
    events.publish(
        disabled
            ? new ApplicationEvent.Disabled(client.name(), by.name())
            : new ApplicationEvent.Enabled(client.name(), by.name()),
        origin);
    return true;
  }

  /** Deletes a client with all that it was given. */
  @Transactional
  public boolean delete(Client client, Actor by, Origin origin) {
    if (!store.delete(client.id())) {
      return false;
    }
    groups.name(ClientAccess.scope(client.id()), Set.of());
    events.publish(new ApplicationEvent.Deleted(client.name(), by.name()), origin);
    return true;
  }
}
