package org.sallyport.platform.policy;

import static org.springframework.core.env.CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds mistyped names of Spring's own settings, which Spring ignores. The known names are those of
 * the configuration metadata of all libraries.
 */
final class SpringNames {
  private static final List<String> PREFIXES = List.of("spring.", "server.", "management.");
  private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+$");

  /** A name that is further from all known ones is not a slip of the keyboard. */
  private static final int MAX_EDIT_DISTANCE = 3;

  /** By the spelling without hyphens and in small letters. */
  private final Map<String, String> names = new TreeMap<>();

  /** Beginnings of names whose ends are free, for example "management.metrics.tags.". */
  private final Set<String> free = new TreeSet<>();

  private SpringNames() {
    free.add("server.mimemappings.");
  }

  static SpringNames read() {
    SpringNames known = new SpringNames();
    KnownSettings.metadata(SpringNames.class.getClassLoader()).forEach(known::add);
    return known;
  }

  private void add(String metadata) {
    for (JsonNode property : new JsonMapper().readTree(metadata).path("properties")) {
      String name = property.path("name").asString();
      if (PREFIXES.stream().anyMatch(name::startsWith)) {
        names.put(plain(name), name);
        String type = property.path("type").asString("");
        if (type.startsWith("java.util.Map") || type.startsWith("java.util.Properties")) {
          free.add(plain(name) + ".");
        }
      }
    }
  }

  /** One line for each name that no library reads. */
  List<String> problems(ConfigurableEnvironment environment) {
    List<String> problems = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (isOfTheOperator(source) && source instanceof EnumerablePropertySource<?> settings) {
        boolean variables = settings instanceof SystemEnvironmentPropertySource;
        for (String name : settings.getPropertyNames()) {
          (variables ? variable(name) : property(name)).ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  /** Not the settings that the program brings along, nor what Spring itself adds. */
  private static boolean isOfTheOperator(PropertySource<?> source) {
    String name = source.getName();
    return source instanceof SystemEnvironmentPropertySource
        || name.equals(SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
        || name.equals(COMMAND_LINE_PROPERTY_SOURCE_NAME)
        || (name.startsWith("Config resource") && !name.contains("class path resource"));
  }

  private Optional<String> property(String name) {
    if (PREFIXES.stream().noneMatch(name.toLowerCase(Locale.ROOT)::startsWith)) {
      return Optional.empty();
    }
    String spelling = plain(INDEX.matcher(name).replaceAll(""));
    if (names.containsKey(spelling) || free.stream().anyMatch(spelling::startsWith)) {
      return Optional.empty();
    }
    return Optional.of(
        "no such setting: " + name + nearest(spelling).map(SpringNames::suggestion).orElse(""));
  }

  /** Other programs have variables of similar names, so only those near to a setting are slips. */
  private Optional<String> variable(String name) {
    String spelling = VARIABLE_INDEX.matcher(name).replaceFirst("").toLowerCase(Locale.ROOT);
    if (PREFIXES.stream().map(area -> area.replace('.', '_')).noneMatch(spelling::startsWith)
        || isVariable(spelling)) {
      return Optional.empty();
    }
    return nearestVariable(spelling).map(it -> "no such setting: " + name + suggestion(it));
  }

  private static String suggestion(String nearest) {
    return ", did you mean " + nearest + "?";
  }

  private boolean isVariable(String spelling) {
    return names.entrySet().stream().anyMatch(it -> asVariables(it).contains(spelling))
        || free.stream().map(SpringNames::underscored).anyMatch(spelling::startsWith);
  }

  private Optional<String> nearestVariable(String spelling) {
    return nearest(names.keySet().stream().map(SpringNames::underscored).toList(), spelling)
        .map(it -> it.toUpperCase(Locale.ROOT));
  }

  private Optional<String> nearest(String spelling) {
    return nearest(List.copyOf(names.keySet()), spelling).map(names::get);
  }

  private static Optional<String> nearest(List<String> names, String spelling) {
    @Nullable String best =
        names.stream()
            .filter(it -> Math.abs(it.length() - spelling.length()) <= MAX_EDIT_DISTANCE)
            .min(Comparator.comparingInt(it -> EditDistance.of(spelling, it)))
            .orElse(null);
    return Optional.ofNullable(best)
        .filter(it -> EditDistance.of(spelling, it) <= MAX_EDIT_DISTANCE);
  }

  /** With the hyphens left out, or as underscores: Spring reads both. */
  private static List<String> asVariables(Map.Entry<String, String> name) {
    return List.of(
        underscored(name.getKey()),
        underscored(name.getValue().toLowerCase(Locale.ROOT).replace('-', '_')));
  }

  private static String underscored(String name) {
    return name.replace('.', '_');
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
