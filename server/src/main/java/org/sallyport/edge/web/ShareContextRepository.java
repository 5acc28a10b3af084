package org.sallyport.edge.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.portal.sharing.guest.ShareCookies;
import org.sallyport.portal.sharing.guest.ShareSessions;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Loads the session of a share at every request to its pages. The cookies of a sign-in are not read
 * there, and the cookie of a share nowhere else.
 */
@Component
@RequiredArgsConstructor
class ShareContextRepository implements SecurityContextRepository {
  private final ShareSessions sessions;

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    guest(holder.getRequest())
        .ifPresent(
            guest ->
                context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(
                        guest, null, List.of(new SimpleGrantedAuthority("ROLE_GUEST")))));
    return context;
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // Nothing to save: the session's row is the only state.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return guest(request).isPresent();
  }

  private Optional<Guest> guest(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.ERROR
        ? Optional.empty()
        : ShareCookies.session(request)
            .flatMap(
                token ->
                    sessions.find(
                        token, Origin.withoutSession(request), UserActivity.isBy(request)));
  }
}
