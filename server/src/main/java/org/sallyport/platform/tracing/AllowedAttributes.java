package org.sallyport.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The attributes that a span may have outside, each with its form. Whatever else a library adds,
 * for example the path of a request, stays here.
 */
final class AllowedAttributes {
  static final String METHOD = "http.request.method";
  static final String ROUTE = "http.route";
  static final String STATUS = "http.response.status_code";
  static final String OUTCOME = "outcome";
  static final String ERROR = "error.type";

  /** Requests with another method have this one (OpenTelemetry, semantic conventions for HTTP). */
  static final String OTHER_METHOD = "_OTHER";

  /** No digits: templates have none, identifiers do. */
  private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z/{}*._-]{1,160}");

  private static final Pattern KNOWN_METHOD =
      Pattern.compile("GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE");
  private static final Pattern THREE_DIGITS = Pattern.compile("[1-5]\\d\\d");
  private static final Pattern CONSTANT = Pattern.compile("[A-Za-z_-]{1,40}");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z]{1,80}");

  /** By the names of Spring MVC's observations and by our own. */
  private static final Map<String, Allowed> ALLOWED =
      Map.of(
          "method",
          new Allowed(METHOD, KNOWN_METHOD),
          METHOD,
          new Allowed(METHOD, KNOWN_METHOD),
          "uri",
          new Allowed(ROUTE, TEMPLATE),
          ROUTE,
          new Allowed(ROUTE, TEMPLATE),
          "status",
          new Allowed(STATUS, THREE_DIGITS),
          STATUS,
          new Allowed(STATUS, THREE_DIGITS),
          OUTCOME,
          new Allowed(OUTCOME, CONSTANT),
          "exception",
          new Allowed(ERROR, TYPE),
          ERROR,
          new Allowed(ERROR, TYPE));

  private record Allowed(String name, Pattern form) {}

  private AllowedAttributes() {}

  static Attributes of(Attributes all) {
    AttributesBuilder allowed = Attributes.builder();
    all.forEach((key, value) -> add(allowed, key, String.valueOf(value)));
    return allowed.build();
  }

  private static void add(AttributesBuilder to, AttributeKey<?> key, String value) {
    Allowed as = ALLOWED.get(key.getKey());
    if (as == null || value.equals("none")) {
      return;
    }
    if (as.name().equals(STATUS) && as.form().matcher(value).matches()) {
      to.put(STATUS, Long.parseLong(value));
    } else if (as.form().matcher(value).matches()) {
      to.put(as.name(), value);
    } else if (as.name().equals(METHOD)) {
      to.put(METHOD, OTHER_METHOD);
    }
  }
}
