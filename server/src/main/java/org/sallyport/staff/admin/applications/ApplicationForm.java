package org.sallyport.staff.admin.applications;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients.Registration;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.messages.TypedText;

/**
 * The form of an application, as it was typed. Addresses and groups are one on a line.
 *
 * @param typed the values of fields by name
 * @param scopes those that are chosen
 * @param roles those that are chosen; none for every role
 */
public record ApplicationForm(Map<String, String> typed, Set<String> scopes, Set<String> roles) {
  private static final Duration ACCESS = Duration.ofMinutes(5);
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String LINE = "\n";

  /** The ways in which an application proves itself, as the form has them. */
  public enum Proof {
    SECRET(Authentication.CLIENT_SECRET_BASIC, false),
    KEYS(Authentication.PRIVATE_KEY_JWT, false),
    BROWSER(Authentication.NONE, false),
    INSTALLED(Authentication.NONE, true);

    private final Authentication kind;
    private final boolean isNative;

    Proof(Authentication kind, boolean isNative) {
      this.kind = kind;
      this.isNative = isNative;
    }

    public String word() {
      return ApplicationForm.word(this);
    }

    static Proof of(Client client) {
      return Arrays.stream(values())
          .filter(it -> it.kind == client.kind() && it.isNative == client.isNative())
          .findFirst()
          .orElse(SECRET);
    }
  }

  /** That of a new application, with the usual values. */
  static ApplicationForm empty() {
    return new ApplicationForm(
        Map.of(
            "proof",
            Proof.SECRET.word(),
            "assurance",
            word(Assurance.PASSWORD),
            "access",
            ACCESS.toString()),
        Set.of("openid", "profile", "email"),
        Set.of());
  }

  static ApplicationForm of(Client client) {
    Map<String, String> typed = new HashMap<>();
    typed.put("name", client.name());
    typed.put("clientId", client.clientId());
    typed.put("proof", Proof.of(client).word());
    typed.put("redirect", String.join(LINE, client.redirectUris()));
    typed.put("afterLogout", String.join(LINE, client.postLogoutUris()));
    typed.put("logout", text(client.logoutUri()));
    typed.put("keys", text(client.keys()));
    typed.put("groups", String.join(LINE, client.policy().groups()));
    typed.put("assurance", word(client.policy().assurance()));
    typed.put("maxAge", text(client.policy().maxAge()));
    typed.put("access", client.accessLasts().toString());
    typed.put("foreign", client.own() ? "" : "yes");
    return new ApplicationForm(typed, client.scopes(), client.policy().roles());
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** Each box has a name of its own, since repeated names are refused. */
  static ApplicationForm of(Map<String, String> fields) {
    Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
    scopes.addAll(ticked(fields, "scope-"));
    return new ApplicationForm(fields, scopes, ticked(fields, "role-"));
  }

  private static Set<String> ticked(Map<String, String> fields, String start) {
    return fields.keySet().stream()
        .filter(it -> it.startsWith(start))
        .map(it -> it.substring(start.length()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether a box is ticked. */
  public boolean has(String field) {
    return !value(field).isEmpty();
  }

  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** What a new application is registered as. */
  Registration registration() {
    Proof proof =
        Arrays.stream(Proof.values())
            .filter(it -> it.word().equals(value("proof")))
            .findFirst()
            .orElse(Proof.SECRET);
    return registration(TypedText.oneLine(value("clientId")), proof.kind, proof.isNative);
  }

  /** What an application is changed to, whose client id and proof stay. */
  Registration registration(Client client) {
    return registration(client.clientId(), client.kind(), client.isNative());
  }

  private Registration registration(String clientId, Authentication kind, boolean isNative) {
    String keys = value("keys").strip();
    return new Registration(
        clientId,
        TypedText.oneLine(value("name")),
        kind,
        isNative,
        !has("foreign"),
        parts("redirect", SPACES),
        parts("afterLogout", SPACES),
        parts("logout", SPACES).stream().findFirst().orElse(null),
        scopes,
        keys.isEmpty() ? null : keys,
        new Policy(
            roles, new LinkedHashSet<>(parts("groups", LINES)), assurance(), duration("maxAge")),
        Objects.requireNonNullElse(duration("access"), ACCESS));
  }

  private List<String> parts(String field, Pattern between) {
    return between
        .splitAsStream(value(field))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private Assurance assurance() {
    return Stream.of(Assurance.values())
        .filter(it -> word(it).equals(value("assurance")))
        .findFirst()
        .orElse(Assurance.PASSWORD);
  }

  /** Null if none is chosen. */
  private @Nullable Duration duration(String field) {
    try {
      return has(field) ? Duration.parse(value(field)) : null;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
