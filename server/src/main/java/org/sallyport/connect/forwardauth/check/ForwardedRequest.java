package org.sallyport.connect.forwardauth.check;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.forwardauth.settings.RequestPath;

/**
 * The request about which a proxy asks.
 *
 * @param target path and query as the browser sent them
 * @param path as rules compare it
 */
public record ForwardedRequest(Application application, String method, String target, String path) {
  static final String HOST = "X-Forwarded-Host";
  static final String URI = "X-Forwarded-Uri";
  static final String METHOD = "X-Forwarded-Method";

  private static final Pattern HOST_SYNTAX =
      Pattern.compile("[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?");
  private static final Pattern METHOD_SYNTAX = Pattern.compile("[A-Z]{1,20}");
  private static final Set<String> WITHOUT_EFFECT = Set.of("GET", "HEAD");

  /**
   * Reads the request.
   *
   * @return empty if it is for no application, or if something in it can be read in two ways
   */
  static Optional<ForwardedRequest> read(HttpServletRequest request, Applications applications) {
    Optional<Application> application = application(request, applications);
    @Nullable String method = only(request, METHOD);
    @Nullable String target = only(request, URI);
    if (application.isEmpty()
        || method == null
        || target == null
        || !METHOD_SYNTAX.matcher(method).matches()) {
      return Optional.empty();
    }
    return RequestPath.of(target)
        .map(path -> new ForwardedRequest(application.get(), method, target, path));
  }

  /** The application whose proxy passes a request on; empty if there is none at its host. */
  public static Optional<Application> application(
      HttpServletRequest request, Applications applications) {
    return Optional.ofNullable(only(request, HOST))
        .filter(it -> HOST_SYNTAX.matcher(it).matches())
        .flatMap(applications::atHost);
  }

  /** Whether the request changes nothing, so that a browser may send it again. */
  boolean isWithoutEffect() {
    return WITHOUT_EFFECT.contains(method);
  }

  /** The value of a header that is there once; otherwise null. */
  private static @Nullable String only(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.size() == 1 ? values.getFirst() : null;
  }
}
