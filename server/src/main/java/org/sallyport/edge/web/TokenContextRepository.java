package org.sallyport.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.connect.oidc.grants.Grants;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.platform.access.keys.RequestRight;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Loads the visitor of an access token with the scope for DICOMweb (RFC 6750 section 2.1), for
 * viewers elsewhere: the person has the rights that their session has, at every request. Cookies
 * are not read, also where the token is wrong.
 */
@Component
@RequiredArgsConstructor
class TokenContextRepository implements SecurityContextRepository {
  private static final String PATH = "/dicom-web/";
  private static final String SCHEME = "Bearer";
  private static final Pattern BEARER =
      Pattern.compile("Bearer ([A-Za-z0-9._~+/-]{1,200}=*)", Pattern.CASE_INSENSITIVE);

  private final Grants grants;
  private final SessionLookup sessions;

  /**
   * Whether a request is one of a viewer elsewhere: for DICOMweb, with a token, right or wrong, or
   * the question of a browser before such a request. The password of a proxy in front ({@code
   * Basic}) is none.
   */
  static boolean isFor(HttpServletRequest request) {
    return request.getRequestURI().startsWith(PATH)
        && (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .anyMatch(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            || request.getMethod().equals(HttpMethod.OPTIONS.name()));
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    session(holder.getRequest())
        .ifPresent(
            it ->
                context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(
                        it.visitor(), null, SessionSecurityContextRepository.authorities(it))));
    return context;
  }

  private Optional<ActiveSession> session(HttpServletRequest request) {
    Optional<String> token = token(request);
    token.ifPresent(it -> RequestRight.set(request, () -> grants.lasts(it, Clients.DICOMWEB)));
    return token
        .flatMap(grants::accessToken)
        .filter(it -> it.scopes().contains(Clients.DICOMWEB))
        .flatMap(it -> sessions.session(it.grant().signIn()));
  }

  private static Optional<String> token(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    Matcher bearer = BEARER.matcher(headers.size() == 1 ? headers.getFirst() : "");
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // Nothing to save: each request brings its token.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return token(request).isPresent();
  }
}
