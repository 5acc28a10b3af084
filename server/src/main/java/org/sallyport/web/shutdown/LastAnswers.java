package org.sallyport.web.shutdown;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the connection after each answer of a server that is about to stop: a proxy must not send a
 * request on a connection that the server is closing, because it may not repeat a POST.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LastAnswers extends OncePerRequestFilter {
  private final Draining draining;

  LastAnswers(Draining draining) {
    this.draining = draining;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (draining.isOn()) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    chain.doFilter(request, response);
  }
}
