package org.sallyport.connect.oidc.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which pages may call the endpoints of applications from a script: those of public clients, at the
 * origins of their redirect addresses. No cookie is sent or read there. Metadata and keys are for
 * everybody.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApplicationOrigins {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ClientStore clients;

  /**
   * What applies to a request for DICOMweb with an access token: pages of public clients that may
   * ask for the scope.
   */
  public CorsConfiguration ofViewer(HttpServletRequest request) {
    CorsConfiguration rules =
        rules(List.of("GET"), List.of("Authorization", "Accept", "Content-Type"));
    @Nullable String origin = request.getHeader("Origin");
    if (origin != null && isOf(origin, client -> client.scopes().contains(Clients.DICOMWEB))) {
      rules.setAllowedOrigins(List.of(origin));
    }
    return rules;
  }

  /** What applies to a request. */
  public CorsConfiguration of(HttpServletRequest request) {
    CorsConfiguration rules =
        rules(List.of("GET", "POST"), List.of("Authorization", "Content-Type"));
    @Nullable String origin = request.getHeader("Origin");
    if (isForEverybody(request.getRequestURI())) {
      rules.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    } else if (origin != null && isOf(origin, client -> true)) {
      rules.setAllowedOrigins(List.of(origin));
    }
    return rules;
  }

  /** For no origin yet. */
  private static CorsConfiguration rules(List<String> methods, List<String> headers) {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedMethods(methods);
    rules.setAllowedHeaders(headers);
    rules.setMaxAge(KEPT);
    return rules;
  }

  private static boolean isForEverybody(String path) {
    return path.startsWith("/.well-known/") || path.equals("/oauth2/jwks");
  }

  private boolean isOf(String origin, Predicate<Client> which) {
    return clients.all().stream()
        .filter(Client::isEnabled)
        .filter(Client::isPublic)
        .filter(which)
        .flatMap(client -> client.redirectUris().stream())
        .anyMatch(address -> origin.equals(origin(URI.create(address))));
  }

  private static @Nullable String origin(URI address) {
    return address.getHost() == null
        ? null
        : address.getScheme() + "://" + address.getRawAuthority();
  }
}
