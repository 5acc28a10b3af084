package org.sallyport.edge.web.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.TypedText;

/**
 * A request whose parameters are those of its body alone. The container lists the parameters of the
 * query string first, so these are removed by name. Invisible marks around a value, which come
 * along when a name or number is copied from a text, are dropped, except of passwords.
 */
final class BodyParameters extends HttpServletRequestWrapper {
  /** Names that no page puts into a query string. */
  private static final Set<String> NEVER_IN_ADDRESS =
      Set.of(
          "_csrf", "username", "password", "current", "code", "credential", "method", "remember");

  /** Compared as they are typed. */
  private static final Set<String> SECRET = Set.of("password", "current");

  private final Set<String> inAddress;
  private final Map<String, String[]> parameters;

  BodyParameters(HttpServletRequest request) {
    super(request);
    inAddress = names(request.getQueryString());
    parameters = new LinkedHashMap<>(request.getParameterMap());
    parameters.keySet().removeAll(inAddress);
    parameters.replaceAll((name, values) -> SECRET.contains(name) ? values : withoutMarks(values));
  }

  private static String[] withoutMarks(String[] values) {
    return Arrays.stream(values).map(TypedText::withoutMarks).toArray(String[]::new);
  }

  /** Whether each name is well-formed, occurs once, and is not in the query string as well. */
  boolean arePlain(Pattern name) {
    return inAddress.stream().noneMatch(it -> NEVER_IN_ADDRESS.contains(stem(it)))
        && inAddress.stream().allMatch(it -> values(it) <= 1)
        && parameters.entrySet().stream()
            .allMatch(it -> it.getValue().length == 1 && name.matcher(it.getKey()).matches());
  }

  private int values(String name) {
    String[] values = getRequest().getParameterValues(name);
    return values == null ? 0 : values.length;
  }

  /** The name before a bracket or dot: frameworks read "code[]" or "code.x" as "code". */
  private static String stem(String name) {
    return name.split("[\\[.]", 2)[0];
  }

  private static Set<String> names(@Nullable String query) {
    Set<String> names = new HashSet<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      names.add(decoded(pair.split("=", 2)[0]));
    }
    return names;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : Arrays.copyOf(values, values.length);
  }
}
