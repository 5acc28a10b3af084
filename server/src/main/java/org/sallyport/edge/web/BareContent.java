package org.sallyport.edge.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads from the address of a video, a picture, a document or data that is opened as a page to the
 * page that shows it: without the script of a page, it would stay on the screen after the end of
 * the session (rule 34). Players, image elements, frames and programs are given it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 101)
class BareContent extends OncePerRequestFilter {
  /** What is shown by, and below, the first group. */
  private static final Pattern CONTENT =
      Pattern.compile(
          "((?:/shared)?/studies/[^/]+/reports/[^/]+)/document/view"
              + "|((?:/shared)?/studies/[^/]+)/(?:objects/[^/]+/video|series/[^/]+/preview"
              + "|view/priors|marks(?:/shared)?|download/state)");

  private static final Pattern DICOM_WEB =
      Pattern.compile("(/shared)?/dicom-web(?:/studies(/[^/]+)?.*)?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> page =
        isNavigation(request) ? page(request.getRequestURI()) : Optional.empty();
    if (page.isPresent()) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.sendRedirect(page.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whether a browser asks for what a tab is to show. Old ones say so by what they accept. */
  private static boolean isNavigation(HttpServletRequest request) {
    @Nullable String use = request.getHeader("Sec-Fetch-Dest");
    @Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && !TokenContextRepository.isFor(request)
        && (use != null
            ? use.equals("document")
            : accepted != null && accepted.contains(MediaType.APPLICATION_XHTML_XML_VALUE));
  }

  private static Optional<String> page(String path) {
    Matcher content = CONTENT.matcher(path);
    if (content.matches()) {
      return Optional.of(content.group(1) != null ? content.group(1) : content.group(2));
    }
    Matcher data = DICOM_WEB.matcher(path);
    return data.matches()
        ? Optional.of(orNothing(data.group(1)) + "/studies" + orNothing(data.group(2)))
        : Optional.empty();
  }

  private static String orNothing(@Nullable String group) {
    return group == null ? "" : group;
  }
}
