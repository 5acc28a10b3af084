package org.sallyport.gate.oidc.clients;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.oidc.clients.Client.Authentication;
import org.sallyport.gate.oidc.clients.Client.Policy;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds and changes clients. A secret is made here, and is readable once. */
@Component
public class Clients {
  /** The scopes that there are; {@code openid} is needed in each request. */
  public static final Set<String> SCOPES =
      Set.of("openid", "profile", "email", "roles", "groups", "physician_numbers");

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MAX_NAME = 100;

  private final ClientStore store;
  private final ClientSecrets secrets;
  private final RandomValues random;
  private final DomainEvents events;
  private final Clock clock;

  Clients(
      ClientStore store,
      ClientSecrets secrets,
      RandomValues random,
      DomainEvents events,
      Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.random = random;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What a new client is made of.
   *
   * @param keys its public keys, a JWK Set; for {@link Authentication#PRIVATE_KEY_JWT} only
   */
  public record NewClient(
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
      Duration accessLasts) {}

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

  /** It was not. */
  public record NotAdded(String why) implements Added {}

  /** Adds a client. */
  @Transactional
  public Added add(NewClient wanted, Actor by, Origin origin) {
    Optional<String> objection = objection(wanted);
    if (objection.isPresent()) {
      return new NotAdded(objection.get());
    }
    String secret = wanted.kind() == Authentication.CLIENT_SECRET_BASIC ? random.token() : null;
    Client client = client(wanted, secret);
    if (!store.add(client)) {
      return new NotAdded("there is a client " + wanted.clientId() + " already");
    }
    events.publish(new ApplicationEvent.Added(client.name(), by.name()), origin);
    return new Done(client, secret);
  }

  private Client client(NewClient wanted, @Nullable String secret) {
    return new Client(
        random.id(),
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
        secret == null ? List.of() : List.of(secrets.hash(secret)),
        wanted.policy(),
        wanted.accessLasts(),
        clock.instant(),
        null,
        null);
  }

  /** Makes a new secret; the one before stays valid for a time. Empty if the client has none. */
  @Transactional
  public Optional<String> newSecret(Client client, Duration both, Actor by, Origin origin) {
    String secret = random.token();
    if (!store.setSecret(client.id(), secrets.hash(secret), clock.instant().plus(both))) {
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
    events.publish(new ApplicationEvent.Deleted(client.name(), by.name()), origin);
    return true;
  }

  private static Optional<String> objection(NewClient wanted) {
    if (!CLIENT_ID.matcher(wanted.clientId()).matches()) {
      return Optional.of("a client id has letters, digits, dots, hyphens, 64 at most");
    }
    if (wanted.name().isBlank() || wanted.name().length() > MAX_NAME) {
      return Optional.of("the name has 1 to 100 characters");
    }
    if (wanted.redirectUris().isEmpty()) {
      return Optional.of("at least one redirect address is needed");
    }
    if (!SCOPES.containsAll(wanted.scopes()) || !wanted.scopes().contains("openid")) {
      return Optional.of("the scopes are openid and some of " + new java.util.TreeSet<>(SCOPES));
    }
    return addressObjection(wanted).or(() -> keysObjection(wanted));
  }

  private static Optional<String> addressObjection(NewClient wanted) {
    List<String> addresses = new ArrayList<>(wanted.redirectUris());
    addresses.addAll(wanted.postLogoutUris());
    if (wanted.logoutUri() != null) {
      addresses.add(wanted.logoutUri());
    }
    return addresses.stream()
        .flatMap(
            it ->
                RedirectAddresses.objection(it, wanted.isNative())
                    .map(why -> it + " " + why)
                    .stream())
        .findFirst();
  }

  private static Optional<String> keysObjection(NewClient wanted) {
    boolean isNeeded = wanted.kind() == Authentication.PRIVATE_KEY_JWT;
    if (isNeeded != (wanted.keys() != null)) {
      return Optional.of(
          isNeeded ? "private_key_jwt needs the public keys" : "only private_key_jwt has keys");
    }
    return isNeeded && !arePublic(wanted.keys())
        ? Optional.of("the keys are no JWK Set of public keys")
        : Optional.empty();
  }

  private static boolean arePublic(@Nullable String keys) {
    try {
      List<JWK> set = JWKSet.parse(keys).getKeys();
      return !set.isEmpty()
          && set.stream().noneMatch(key -> key.isPrivate() || key.toPublicJWK() == null);
    } catch (ParseException e) {
      return false;
    }
  }
}
