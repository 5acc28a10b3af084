package org.sallyport.edge.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.protocol.ProtocolEndpoints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site asks for other than by a link: scripts, images, frames, event
 * streams, background requests (W3C, Fetch Metadata). So nothing of a session is computed for it,
 * whatever cookies a browser sends. Public addresses that other sites may read are excepted, and
 * those that applications ask with a proof of their own, without cookies: also DICOMweb with an
 * access token. A proxy that asks about a request of an application repeats that request's headers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ForeignSites extends OncePerRequestFilter {
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
  private static final String LINK = "document";
  private static final String PUBLIC = "/.well-known/";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isRefused(request)) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isPublic(String path) {
    return path.startsWith(PUBLIC)
        || path.equals(PortalChains.FORWARD_AUTH)
        || path.equals(ProtocolEndpoints.USER_INFO)
        || ProtocolEndpoints.PATHS.contains(path);
  }

  private static boolean isRefused(HttpServletRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    @Nullable String use = request.getHeader("Sec-Fetch-Dest");
    return site != null
        && FOREIGN.contains(site)
        && use != null
        && !use.equals(LINK)
        && !isPublic(request.getRequestURI())
        && !TokenContextRepository.isFor(request);
  }
}
