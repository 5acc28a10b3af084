package org.sallyport.connect.oidc.request;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameter {@code claims} (OpenID Connect Core section 5.5): which claims the ID token should
 * have beside its own, and which {@code acr} it must have.
 *
 * @param idToken names of claims; those that the granted scopes do not allow are left out
 * @param acrs the values of {@code acr} that were asked for; empty if any will do
 */
record ClaimsParameter(Set<String> idToken, Set<String> acrs) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads it; empty if it is malformed. */
  static Optional<ClaimsParameter> read(@Nullable String text) {
    if (text == null) {
      return Optional.of(new ClaimsParameter(Set.of(), Set.of()));
    }
    try {
      JsonNode root = JSON.readTree(text);
      return root.isObject() ? Optional.of(of(root.path("id_token"))) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static ClaimsParameter of(JsonNode idToken) {
    Set<String> acrs = new LinkedHashSet<>();
    JsonNode acr = idToken.path("acr");
    acr.path("values").forEach(it -> acrs.add(it.asString("")));
    if (acr.path("value").isString()) {
      acrs.add(acr.path("value").asString());
    }
    return new ClaimsParameter(Set.copyOf(idToken.propertyNames()), acrs);
  }
}
