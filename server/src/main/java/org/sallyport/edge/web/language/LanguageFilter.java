package org.sallyport.edge.web.language;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.PageAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has each request answered in the language that its browser chose, else in one that an application
 * asks for ({@code ui_locales}, OpenID Connect Core 3.1.2.1), else in one that the browser prefers,
 * else in the installation's. The language of an account comes before all of these, as soon as the
 * session was read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LanguageFilter extends OncePerRequestFilter {
  private static final String ASKED = "ui_locales";
  private static final String AUTHORIZE = "/oauth2/authorize";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    asksNow(request).ifPresent(it -> LanguageCookies.ask(response, it));
    keepAddress(request);
    of(request).speak();
    try {
      chain.doFilter(request, response);
    } finally {
      Language.stop();
    }
  }

  /** Error pages and what is answered by another thread are in the same language. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  private static Language of(HttpServletRequest request) {
    return PageLanguage.ofAccount(request)
        .or(() -> LanguageCookies.chosen(request))
        .or(() -> asksNow(request))
        .or(() -> LanguageCookies.asked(request))
        .or(() -> Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
        .orElseGet(Language::ofInstallation);
  }

  /** An error page has no address of its own, so that what may not be seen looks like nothing. */
  private static void keepAddress(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.setAttribute(PageAddress.ATTRIBUTE, address(request));
    } else if (request.getDispatcherType() == DispatcherType.ERROR) {
      request.removeAttribute(PageAddress.ATTRIBUTE);
    }
  }

  private static String address(HttpServletRequest request) {
    String query = request.getQueryString();
    boolean read = "GET".equals(request.getMethod()) && query != null;
    return read ? request.getRequestURI() + "?" + query : request.getRequestURI();
  }

  /** Read from the address alone: what a form holds is not read before its limits. */
  private static Optional<Language> asksNow(HttpServletRequest request) {
    String query = request.getQueryString();
    return query != null && query.contains(ASKED) && AUTHORIZE.equals(request.getRequestURI())
        ? Language.firstOf(request.getParameter(ASKED))
        : Optional.empty();
  }
}
