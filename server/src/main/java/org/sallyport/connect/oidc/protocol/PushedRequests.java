package org.sallyport.connect.oidc.protocol;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.RequestLimit;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.clients.RedirectAddresses;
import org.sallyport.connect.oidc.request.Parameters;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is asked of a pushed request (RFC 9126) before it is stored: its size, how many there were,
 * its address. Anybody can push one for a public client.
 */
@Component
@RequiredArgsConstructor
class PushedRequests {
  static final String PATH = "/oauth2/par";

  private final ClientStore clients;
  private final RequestLimit limit;

  /** The other parameters are checked when the request is used, as those of any request. */
  void validateAddress(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    String address = request.getRedirectUri();
    boolean isRight =
        clients
            .find(context.getRegisteredClient().getClientId())
            .filter(client -> address != null && RedirectAddresses.isOf(client, address))
            .isPresent();
    if (!isRight) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri", null), request);
    }
  }

  /** The filter between the proof of the client and the endpoint. */
  OncePerRequestFilter limit() {
    return new Limit();
  }

  /** Refuses with the statuses of RFC 9126 section 2.3. */
  private final class Limit extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !request.getServletPath().equals(PATH);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      @Nullable RegisteredClient client = client();
      if (client != null && Parameters.areTooLong(values(request))) {
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
      } else if (client != null
          && !limit.takePushed(client.getClientId(), isPublic(client), request)) {
        RequestLimit.tooMany(response);
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  private static @Nullable RegisteredClient client() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof OAuth2ClientAuthenticationToken proved
        ? proved.getRegisteredClient()
        : null;
  }

  private static boolean isPublic(RegisteredClient client) {
    return client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
  }

  private static List<String> values(HttpServletRequest request) {
    return Parameters.READ.stream()
        .map(request::getParameter)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }
}
