package org.sallyport.connect.oidc.logout;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.request.IdTokenHints;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.SignInId;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Reads what an application asks for when it signs somebody out. */
@Component
@RequiredArgsConstructor
class LogoutRequests {
  private static final String CLIENT = "client_id";
  private static final String HINT = "id_token_hint";
  private static final String ADDRESS = "post_logout_redirect_uri";
  private static final String STATE = "state";

  /** As long as an ID token can be, and short enough for an address. */
  private static final int MAX_LENGTH = 4096;

  /** In a link, in place of the ID token, which names the person: its client and its session. */
  private static final String MEANT = "meant";

  private static final SealContext CONTEXT = SealContext.of("logout request");

  private final IdTokenHints hints;
  private final ClientStore clients;
  private final Sealer sealer;

  /** What an ID token says of a session. */
  private record Meant(String clientId, String session) {}

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
    Optional<Meant> hint = meant(request);
    Optional<String> named = parameter(request, CLIENT);
    Optional<String> hinted = hint.map(Meant::clientId);
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
        client.isEmpty() ? Optional.empty() : hint.map(Meant::session),
        address,
        parameter(request, STATE).orElse(null));
  }

  private Optional<Meant> meant(HttpServletRequest request) {
    return parameter(request, MEANT)
        .map(this::opened)
        .orElseGet(() -> parameter(request, HINT).flatMap(hints::read).flatMap(this::meant));
  }

  private Optional<Meant> meant(Jwt hint) {
    @Nullable String session = hint.getClaimAsString("sid");
    @Nullable List<String> audience = hint.getAudience();
    return session == null || audience == null || audience.isEmpty()
        ? Optional.empty()
        : Optional.of(new Meant(audience.getFirst(), session));
  }

  private Optional<Meant> opened(String text) {
    try {
      String[] parts = sealer.open(Base64.getUrlDecoder().decode(text), CONTEXT).split(" ", 2);
      return Optional.of(new Meant(parts[0], parts[1]));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private String sealed(Meant meant) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sealer.seal(meant.clientId() + " " + meant.session(), CONTEXT));
  }

  /** The same request as a link, which stands in histories and logs. */
  String asLink(String path, HttpServletRequest request) {
    StringBuilder link = new StringBuilder(path);
    for (String name : List.of(CLIENT, ADDRESS, STATE)) {
      parameter(request, name).ifPresent(value -> append(link, name, value));
    }
    meant(request).ifPresent(it -> append(link, MEANT, sealed(it)));
    return link.toString();
  }

  private static void append(StringBuilder link, String name, String value) {
    link.append(link.indexOf("?") < 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static Optional<String> parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name))
        .filter(it -> !it.isEmpty() && it.length() <= MAX_LENGTH);
  }
}
