package org.sallyport.connect.forwardauth.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The paths of a rule: one path ({@code /status}), or a path with all that is below it ({@code
 * /admin/**}).
 *
 * @param path without the stars
 */
public record PathPattern(String path, boolean isPrefix) {
  private static final String BELOW = "/**";
  private static final Pattern AT_END = Pattern.compile("[. ]*(?::[^/]*)?(?=/|$)");

  static PathPattern of(String text) {
    boolean isPrefix = text.endsWith(BELOW);
    String path = isPrefix ? text.substring(0, text.length() - BELOW.length()) : text;
    if (isPrefix && path.isEmpty()) {
      return new PathPattern("", true);
    }
    String read =
        RequestPath.of(path).filter(it -> !path.contains("*")).orElseThrow(() -> wrong(text));
    return new PathPattern(read, isPrefix);
  }

  private static IllegalArgumentException wrong(String text) {
    return ApplicationProperties.refused(
        "rules: \"" + text + "\" must begin with a path such as /status or /admin/**");
  }

  /**
   * A path as Windows looks it up: in any case, without dots and spaces at the end of a name, and
   * without the name of a stream.
   */
  private static String folded(String path) {
    return AT_END.matcher(path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)).replaceAll("");
  }

  boolean matches(String requested, boolean ignoreCase) {
    String mine = ignoreCase ? folded(path) : path;
    String asked = ignoreCase ? folded(requested) : requested;
    return asked.equals(mine) || (isPrefix && asked.startsWith(mine + "/"));
  }
}
