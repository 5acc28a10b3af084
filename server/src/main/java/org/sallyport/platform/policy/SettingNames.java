package org.sallyport.platform.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rejects names under {@code sallyport.} that no module declares, in all property sources. The
 * message suggests the nearest name.
 */
final class SettingNames {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
  private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+$");

  /** The maximum edit distance at which a known name is suggested. */
  private static final int MAX_EDIT_DISTANCE = 4;

  private final KnownSettings known;
  private final Map<String, KnownSetting> bySpelling = new HashMap<>();

  SettingNames(KnownSettings known) {
    this.known = known;
    for (KnownSetting setting : known.all()) {
      put(bySpelling, setting.name(), setting);
    }
  }

  private static void put(Map<String, KnownSetting> map, String name, KnownSetting setting) {
    map.put(plain(name), setting);
    map.put(KnownSetting.variable(name), setting);
    map.put(KnownSetting.otherVariable(name), setting);
  }

  /** Throws for the first unknown name. */
  void check(ConfigurableEnvironment environment) {
    problems(environment).stream()
        .findFirst()
        .ifPresent(
            line -> {
              throw new StartRefused(line);
            });
  }

  /** One line for each unknown name. */
  List<String> problems(ConfigurableEnvironment environment) {
    List<String> problems = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> settings) {
        boolean variables = settings instanceof SystemEnvironmentPropertySource;
        for (String name : settings.getPropertyNames()) {
          problem(name, variables).ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  private Optional<String> problem(String name, boolean variable) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (variable && lower.startsWith("sallyport_")) {
      String upper = VARIABLE_INDEX.matcher(name.toUpperCase(Locale.ROOT)).replaceFirst("");
      String spelling = general(upper, '_');
      return unknown(name, spelling, bySpelling.get(spelling), true);
    } else if (lower.startsWith("sallyport.")) {
      String spelling = general(plain(INDEX.matcher(name).replaceAll("")), '.');
      return unknown(name, spelling, bySpelling.get(spelling), false);
    }
    return Optional.empty();
  }

  /** With the name of an entry of a map replaced by the word that stands for it. */
  private String general(String spelling, char separator) {
    for (String map : known.maps()) {
      for (String way : waysToWrite(map, separator)) {
        String before = way + separator;
        if (spelling.regionMatches(true, 0, before, 0, before.length())) {
          int end = spelling.indexOf(separator, before.length());
          String entry = separator == '.' ? "name" : "NAME";
          if (end >= 0) {
            return before + entry + spelling.substring(end);
          }
          return known.isOfTexts(map) ? before + entry : spelling;
        }
      }
    }
    return spelling;
  }

  private static List<String> waysToWrite(String map, char separator) {
    return separator == '.'
        ? List.of(plain(map))
        : List.of(KnownSetting.variable(map), KnownSetting.otherVariable(map));
  }

  private Optional<String> unknown(
      String name, String spelling, @Nullable KnownSetting found, boolean variable) {
    return found == null
        ? Optional.of("no such setting: " + name + advice(spelling, variable))
        : Optional.empty();
  }

  private String advice(String spelling, boolean variable) {
    return nearest(spelling, variable).map(it -> ", did you mean " + it + "?").orElse("");
  }

  private Optional<String> nearest(String spelling, boolean variable) {
    return known.all().stream()
        .map(setting -> variable ? setting.variable() : setting.name())
        .min(
            Comparator.comparingInt(
                name -> EditDistance.of(spelling, variable ? name : plain(name))))
        .filter(
            name -> EditDistance.of(spelling, variable ? name : plain(name)) <= MAX_EDIT_DISTANCE);
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
