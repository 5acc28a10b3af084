package org.sallyport.connect.oidc.request;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Reads {@code id_token_hint}: an ID token that was issued here, which may be expired. It says
 * which account or session an application means, and proves nothing.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class IdTokenHints {
  private final JwtDecoder idTokens;
  private final Installation installation;

  /** The ID token; empty if it was not issued here, or is no ID token. */
  public Optional<Jwt> read(String token) {
    try {
      Jwt jwt = idTokens.decode(token);
      return Optional.of(jwt)
          .filter(it -> installation.publicUrl().toString().equals(it.getClaimAsString("iss")))
          .filter(it -> !it.hasClaim("events"));
    } catch (JwtException e) {
      return Optional.empty();
    }
  }

  /** Whom a request asks for. */
  enum Meant {
    /** No account in particular, or this one. */
    THIS,
    ANOTHER,
    /** The token cannot be read, or was issued to another client. */
    UNKNOWN
  }

  /** Compares the account of a session with the one that a request of a client asks for. */
  Meant meant(Parameters parameters, Client client, Account account) {
    @Nullable String hint = parameters.get("id_token_hint");
    if (hint == null) {
      return Meant.THIS;
    }
    return read(hint)
        .filter(
            it ->
                Objects.requireNonNullElse(it.getAudience(), List.<String>of())
                    .contains(client.clientId()))
        .map(it -> account.id().toString().equals(it.getSubject()) ? Meant.THIS : Meant.ANOTHER)
        .orElse(Meant.UNKNOWN);
  }
}
