package org.sallyport.edge.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests on the portal's port for a host other than that of the public address with 421
 * (RFC 9110 section 15.5.20). If the public address is a loopback address, every loopback name is
 * accepted. Forwarded hosts are ignored.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class KnownHosts extends OncePerRequestFilter {
  private static final int MISDIRECTED_REQUEST = 421;

  private final Installation installation;
  private final ManagementPort management;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (management.is(request.getLocalPort()) || installation.isAt(request.getServerName())) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(MISDIRECTED_REQUEST);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
    response.getWriter().write(Messages.text("errors.wrong-host") + "\n");
  }
}
