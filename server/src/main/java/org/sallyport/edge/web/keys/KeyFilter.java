package org.sallyport.edge.web.keys;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.KeyCheck;
import org.sallyport.connect.apikeys.KeyEntry;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyPaths;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks for the key of each call: the value of one {@code Authorization: Bearer} header (RFC 6750
 * section 2.1), and nothing else. A key in an address or a form is not looked at.
 */
@RequiredArgsConstructor
final class KeyFilter extends OncePerRequestFilter {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]{1,200}=*)", Pattern.CASE_INSENSITIVE);

  /** What the audit log keeps of a path. */
  private static final int MAX_PATH_LENGTH = 200;

  private final ProgramPaths paths;
  private final KeyCheck keys;
  private final Clock clock;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    KeyCheck.Call call =
        new KeyCheck.Call(
            request.getMethod(), path.substring(0, Math.min(MAX_PATH_LENGTH, path.length())));
    switch (keys.enter(key(request), call, Origin.withoutSession(request))) {
      case KeyEntry.Admitted it -> {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(
                it.holder(), null, authorities(it.holder())));
        SecurityContextHolder.setContext(context);
        pass(request, response, chain);
      }
      case KeyEntry.NoValidKey _ -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.sendError(HttpStatus.UNAUTHORIZED.value());
      }
      case KeyEntry.TooMany it -> {
        RetryAfter.set(response, seconds(it.until()));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
      }
    }
  }

  /** A body says how long it is, so that no more is read than its handler takes. */
  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long most = paths.of(request).map(KeyPaths::maxBodyBytes).orElse(0);
    if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      response.sendError(HttpStatus.LENGTH_REQUIRED.value());
    } else if (request.getContentLengthLong() > most) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
    } else {
      chain.doFilter(request, response);
    }
  }

  private long seconds(Instant until) {
    return Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
  }

  private static @Nullable String key(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.size() != 1) {
      return null;
    }
    Matcher bearer = BEARER.matcher(headers.getFirst());
    return bearer.matches() ? bearer.group(1) : null;
  }

  /** What a program with this key may do. */
  static List<GrantedAuthority> authorities(KeyHolder holder) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    authorities.add(new SimpleGrantedAuthority("ROLE_KEY"));
    holder.scopes().forEach(it -> authorities.add(new SimpleGrantedAuthority(it.authority())));
    return authorities;
  }
}
