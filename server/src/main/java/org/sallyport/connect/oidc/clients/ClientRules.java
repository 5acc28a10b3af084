package org.sallyport.connect.oidc.clients;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Clients.Registration;
import org.sallyport.connect.oidc.clients.Objection.Field;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** What can be registered of a client. */
@Component
@RequiredArgsConstructor
class ClientRules {
  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,100}");
  private static final int MAX_ADDRESSES = 20;
  private static final int MAX_KEYS_LENGTH = 20_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(4);
  private static final Set<String> ROLES =
      Arrays.stream(Role.values()).map(Role::word).collect(Collectors.toSet());

  private final Groups groups;

  /** All that is wrong, at most one objection for each field; empty if it can be registered. */
  List<Objection> objections(Registration wanted) {
    return Stream.of(
            objection(Field.CLIENT_ID, CLIENT_ID.matcher(wanted.clientId()).matches(), "client-id"),
            objection(Field.NAME, isName(wanted.name()), "name"),
            objection(Field.REDIRECT_URIS, !wanted.redirectUris().isEmpty(), "no-address")
                .or(() -> addresses(Field.REDIRECT_URIS, wanted.redirectUris(), wanted.isNative())),
            addresses(Field.POST_LOGOUT_URIS, wanted.postLogoutUris(), wanted.isNative()),
            addresses(Field.LOGOUT_URI, logoutUri(wanted), false),
            scopes(wanted.scopes()),
            keys(wanted),
            objection(Field.ROLES, ROLES.containsAll(wanted.policy().roles()), "roles"),
            groups(wanted.policy().groups()),
            objection(
                Field.MAX_AGE,
                wanted.policy().maxAge() == null || isInRange(wanted.policy().maxAge()),
                "duration"),
            objection(Field.ACCESS_LASTS, isInRange(wanted.accessLasts()), "duration"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Objection> objection(
      Field field, boolean isRight, String key, Object... values) {
    return isRight
        ? Optional.empty()
        : Optional.of(new Objection(field, Messages.text("oidc.refused." + key, values)));
  }

  private static List<String> logoutUri(Registration wanted) {
    @Nullable String address = wanted.logoutUri();
    return address == null ? List.of() : List.of(address);
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && name.strip().equals(name);
  }

  private static boolean isInRange(Duration duration) {
    return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private static Optional<Objection> addresses(
      Field field, List<String> addresses, boolean isNative) {
    return objection(field, addresses.size() <= MAX_ADDRESSES, "too-many-addresses", MAX_ADDRESSES)
        .or(
            () ->
                addresses.stream()
                    .flatMap(
                        it ->
                            RedirectAddresses.fault(it, isNative)
                                .map(fault -> new Objection(field, fault.words(it)))
                                .stream())
                    .findFirst());
  }

  private static Optional<Objection> scopes(Set<String> scopes) {
    return objection(
        Field.SCOPES,
        Clients.SCOPES.containsAll(scopes) && scopes.contains("openid"),
        "scopes",
        String.join(", ", new TreeSet<>(Clients.SCOPES)));
  }

  private Optional<Objection> groups(Set<String> names) {
    return names.stream()
        .filter(name -> groups.find(name).isEmpty())
        .findFirst()
        .map(name -> new Objection(Field.GROUPS, Messages.text("oidc.refused.group", name)));
  }

  private static Optional<Objection> keys(Registration wanted) {
    boolean isNeeded = wanted.kind() == Authentication.PRIVATE_KEY_JWT;
    @Nullable String keys = wanted.keys();
    if (keys == null || !isNeeded) {
      return objection(
          Field.KEYS, isNeeded == (keys != null), isNeeded ? "keys-missing" : "keys-unused");
    }
    return objection(
        Field.KEYS, keys.length() <= MAX_KEYS_LENGTH && arePublic(keys), "keys-not-public");
  }

  private static boolean arePublic(String keys) {
    try {
      List<JWK> set = JWKSet.parse(keys).getKeys();
      return !set.isEmpty()
          && set.stream().noneMatch(key -> key.isPrivate() || key.toPublicJWK() == null);
    } catch (ParseException e) {
      return false;
    }
  }

  /**
   * What differs between two registrations, for the audit log: the name of each value with the new
   * one. Keys are named only.
   */
  static List<String> changes(Registration before, Registration after) {
    List<String> changes = new ArrayList<>();
    add(changes, "name", before.name(), after.name());
    add(changes, "own", before.own(), after.own());
    add(changes, "redirect", before.redirectUris(), after.redirectUris());
    add(changes, "after-logout", before.postLogoutUris(), after.postLogoutUris());
    add(changes, "logout", before.logoutUri(), after.logoutUri());
    add(changes, "scopes", before.scopes(), after.scopes());
    if (!Objects.equals(before.keys(), after.keys())) {
      changes.add("keys");
    }
    add(changes, "roles", before.policy().roles(), after.policy().roles());
    add(changes, "groups", before.policy().groups(), after.policy().groups());
    add(changes, "assurance", before.policy().assurance(), after.policy().assurance());
    add(changes, "max-age", before.policy().maxAge(), after.policy().maxAge());
    add(changes, "access", before.accessLasts(), after.accessLasts());
    return changes;
  }

  private static void add(
      List<String> changes, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      changes.add(name + ": " + text(after));
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case Collection<?> all ->
          all.isEmpty() ? "-" : all.stream().map(String::valueOf).collect(Collectors.joining(" "));
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
      default -> value.toString();
    };
  }
}
