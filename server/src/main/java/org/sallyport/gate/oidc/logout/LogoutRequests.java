package org.sallyport.gate.oidc.logout;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.oidc.clients.Client;
import org.sallyport.gate.oidc.clients.ClientStore;
import org.sallyport.gate.oidc.request.IdTokenHints;
import org.sallyport.platform.ids.SignInId;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Reads what an application asks for when it signs somebody out. */
@Component
class LogoutRequests {
  private static final String CLIENT = "client_id";
  private static final String HINT = "id_token_hint";
  private static final String ADDRESS = "post_logout_redirect_uri";
  private static final String STATE = "state";

  /** As long as an ID token can be, and short enough for an address. */
  private static final int MAX_LENGTH = 4096;

  private final IdTokenHints hints;
  private final ClientStore clients;

  LogoutRequests(IdTokenHints hints, ClientStore clients) {
    this.hints = hints;
    this.clients = clients;
  }

  /**
   * What is asked for.
   *
   * @param session the session that the ID token names; empty without a valid one
   * @param returnTo one of the client's addresses for that; empty if none was named, or another one
   */
  record LogoutRequest(
      Optional<Client> client,
      Optional<String> session,
      Optional<String> returnTo,
      @Nullable String state) {

    boolean isOf(SignInId signIn) {
      return session.filter(signIn.toString()::equals).isPresent();
    }

    /** The address to which the browser is led, with the state. */
    Optional<String> address() {
      return returnTo.map(
          it ->
              state == null
                  ? it
                  : it
                      + (it.contains("?") ? "&" : "?")
                      + "state="
                      + URLEncoder.encode(state, StandardCharsets.UTF_8));
    }
  }

  LogoutRequest read(HttpServletRequest request) {
    Optional<Jwt> hint = parameter(request, HINT).flatMap(hints::read);
    Optional<String> named = parameter(request, CLIENT);
    Optional<String> hinted =
        hint.map(Jwt::getAudience).filter(it -> !it.isEmpty()).map(List::getFirst);
    boolean isContradiction = named.isPresent() && hinted.isPresent() && !named.equals(hinted);
    Optional<Client> client =
        isContradiction
            ? Optional.empty()
            : named.or(() -> hinted).flatMap(clients::find).filter(Client::isEnabled);
    Optional<String> address =
        parameter(request, ADDRESS)
            .filter(it -> client.filter(one -> one.postLogoutUris().contains(it)).isPresent());
    return new LogoutRequest(
        client,
        client.isEmpty() ? Optional.empty() : hint.map(it -> it.getClaimAsString("sid")),
        address,
        parameter(request, STATE).orElse(null));
  }

  /** The same request as a link. */
  String asLink(String path, HttpServletRequest request) {
    StringBuilder link = new StringBuilder(path);
    for (String name : List.of(CLIENT, HINT, ADDRESS, STATE)) {
      parameter(request, name)
          .ifPresent(
              value ->
                  link.append(link.indexOf("?") < 0 ? '?' : '&')
                      .append(name)
                      .append('=')
                      .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
    return link.toString();
  }

  private static Optional<String> parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name))
        .filter(it -> !it.isEmpty() && it.length() <= MAX_LENGTH);
  }
}
