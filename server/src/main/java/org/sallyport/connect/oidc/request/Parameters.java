package org.sallyport.connect.oidc.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;

/** The parameters of an authorization request, each of them once. */
public record Parameters(Map<String, String> values) {
  /** Those that are read; all others are ignored (RFC 6749 section 3.1). */
  public static final Set<String> READ =
      Set.of(
          "client_id",
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "prompt",
          "max_age",
          "acr_values",
          "claims",
          "login_hint",
          "id_token_hint",
          "ui_locales",
          "request",
          "request_uri");

  private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_SUM = 8192;

  @Nullable String get(String name) {
    return values.get(name);
  }

  String clientId() {
    return values.getOrDefault("client_id", "");
  }

  /** The words of a parameter, in their order. */
  Set<String> words(String name) {
    Set<String> words =
        new LinkedHashSet<>(Arrays.asList(values.getOrDefault(name, "").split(" ")));
    words.remove("");
    return words;
  }

  /**
   * The scopes that can be granted; {@code offline_access} is ignored, as no grant outlives a
   * session.
   */
  Set<String> scopes() {
    Set<String> scopes = words("scope");
    scopes.remove("offline_access");
    return scopes;
  }

  boolean prompts(String what) {
    return words("prompt").contains(what);
  }

  Optional<Long> maxAge() {
    return Optional.ofNullable(get("max_age")).map(Long::valueOf);
  }

  /** Why the request cannot be taken, apart from client and address; empty if it can. */
  Optional<ErrorCode> objection(Client client) {
    if (areTooLong(values.values())) {
      return Optional.of(ErrorCode.INVALID_REQUEST);
    }
    if (!"code".equals(get("response_type"))) {
      return Optional.of(
          get("response_type") == null
              ? ErrorCode.INVALID_REQUEST
              : ErrorCode.UNSUPPORTED_RESPONSE_TYPE);
    }
    if (get("request") != null) {
      return Optional.of(ErrorCode.REQUEST_NOT_SUPPORTED);
    }
    if (!scopes().contains("openid") || !client.scopes().containsAll(scopes())) {
      return Optional.of(ErrorCode.INVALID_SCOPE);
    }
    return isWellFormed() ? Optional.empty() : Optional.of(ErrorCode.INVALID_REQUEST);
  }

  /** Whether values, one or all, are longer than is stored. */
  public static boolean areTooLong(Collection<String> values) {
    return values.stream().anyMatch(it -> it.length() > MAX_LENGTH)
        || values.stream().mapToInt(String::length).sum() > MAX_SUM;
  }

  private boolean isWellFormed() {
    String maxAge = values.getOrDefault("max_age", "0");
    return CHALLENGE.matcher(values.getOrDefault("code_challenge", "")).matches()
        && "S256".equals(get("code_challenge_method"))
        && "query".equals(values.getOrDefault("response_mode", "query"))
        && SECONDS.matcher(maxAge).matches()
        && PROMPTS.containsAll(words("prompt"))
        && (!prompts("none") || words("prompt").size() == 1)
        && ClaimsParameter.read(get("claims")).isPresent();
  }
}
