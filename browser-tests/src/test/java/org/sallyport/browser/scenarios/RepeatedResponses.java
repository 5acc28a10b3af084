package org.sallyport.browser.scenarios;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a response once more, to a browser that shows the page which another one was led to. The
 * address alone would not bring the same page: that of a form, or a notice that is shown once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RepeatedResponses extends OncePerRequestFilter {
  /** Made anew by the server, or of the other browser. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection", "content-length", "date", "keep-alive", "set-cookie", "transfer-encoding");

  private final Map<String, HttpResponse<String>> next = new ConcurrentHashMap<>();

  /** Repeats a response to the next request for its address, and returns that address. */
  public String repeat(HttpResponse<String> response) {
    URI address = response.uri();
    String query = address.getRawQuery();
    String path = query == null ? address.getRawPath() : address.getRawPath() + "?" + query;
    next.put(path, response);
    return path;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String query = request.getQueryString();
    @Nullable HttpResponse<String> kept =
        next.isEmpty()
            ? null
            : next.remove(
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    if (kept == null) {
      chain.doFilter(request, response);
    } else {
      repeat(kept, response);
    }
  }

  private static void repeat(HttpResponse<String> kept, HttpServletResponse response)
      throws IOException {
    response.setStatus(kept.statusCode());
    kept.headers().map().forEach((name, values) -> addHeader(response, name, values));
    response.getOutputStream().write(kept.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void addHeader(HttpServletResponse response, String name, List<String> values) {
    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      values.forEach(value -> response.addHeader(name, value));
    }
  }
}
