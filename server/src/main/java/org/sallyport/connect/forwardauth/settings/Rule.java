package org.sallyport.connect.forwardauth.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.springframework.boot.convert.DurationStyle;

/**
 * Who may ask for some paths of an application.
 *
 * @param methods of the requests that it is about; empty for all
 * @param roles one of which the account must have; empty for any
 * @param groups in one of which the account must be, in lower case; empty for none
 * @param assurance the least that the sign-in must prove
 * @param maxAge how long ago it may have been proved; null for any time within the session
 */
public record Rule(
    PathPattern path,
    Set<String> methods,
    Access access,
    Set<String> roles,
    Set<String> groups,
    Assurance assurance,
    @Nullable Duration maxAge) {

  /** Who is let in before anything else is asked. */
  public enum Access {
    SIGNED_IN,
    /** Everybody, without a sign-in. */
    PUBLIC,
    /** Nobody. */
    REFUSED
  }

  private static final Set<String> ROLES = Set.of("physician", "patient", "helpdesk", "admin");
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern DURATION = Pattern.compile("[1-9]\\d*[smhd]");

  /** Whether a request is one of those that it is about. A HEAD is a GET. */
  public boolean fits(String method, String requested, boolean ignoreCase) {
    return (methods.isEmpty() || methods.contains(method.equals("HEAD") ? "GET" : method))
        && path.matches(requested, ignoreCase);
  }

  /**
   * Reads a rule as it stands in the settings.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static Rule parse(String text) {
    String[] parts = text.split(";", -1);
    Parts read = new Parts(text);
    for (int i = 1; i < parts.length; i++) {
      read.take(parts[i].strip());
    }
    return new Rule(
        PathPattern.of(parts[0].strip()),
        read.methods,
        read.access,
        read.roles,
        read.groups,
        read.assurance,
        read.maxAge);
  }

  /** What stands behind the path. */
  private static final class Parts {
    private final String rule;
    private Set<String> methods = Set.of();
    private Access access = Access.SIGNED_IN;
    private Set<String> roles = Set.of();
    private Set<String> groups = Set.of();
    private Assurance assurance = Assurance.PASSWORD;
    private @Nullable Duration maxAge;

    Parts(String rule) {
      this.rule = rule;
    }

    void take(String part) {
      int at = part.indexOf('=');
      String name = at < 0 ? part : part.substring(0, at).strip();
      String value = at < 0 ? "" : part.substring(at + 1).strip();
      switch (name) {
        case "public" -> access = Access.PUBLIC;
        case "refused" -> access = Access.REFUSED;
        case "methods" -> methods = words(value, it -> METHOD.matcher(it).matches());
        case "roles" -> roles = words(value, ROLES::contains);
        case "groups" ->
            groups =
                words(value, it -> true).stream()
                    .map(it -> it.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        case "assurance" -> assurance = assurance(value);
        case "max-age" -> maxAge = duration(value);
        default -> throw wrong(part);
      }
    }

    private Set<String> words(String value, Predicate<String> isRight) {
      Set<String> words =
          Arrays.stream(value.split("\\|", -1))
              .map(String::strip)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      words.stream()
          .filter(it -> it.isEmpty() || !isRight.test(it))
          .findFirst()
          .ifPresent(
              it -> {
                throw wrong(value);
              });
      return words;
    }

    private Assurance assurance(String value) {
      return Arrays.stream(Assurance.values())
          .filter(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value))
          .findFirst()
          .orElseThrow(() -> wrong(value));
    }

    private Duration duration(String value) {
      if (!DURATION.matcher(value).matches()) {
        throw wrong(value);
      }
      return DurationStyle.SIMPLE.parse(value);
    }

    private IllegalArgumentException wrong(String part) {
      return ApplicationProperties.refused(
          "rules: \"" + rule + "\": \"" + part + "\" is not understood");
    }
  }
}
