package org.sallyport.policy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rejects names under {@code sallyport.} that no module declares, in all property sources. For a
 * renamed setting the message has the new name.
 */
final class SettingNames {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
  private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+$");

  /** The maximum edit distance at which a known name is suggested. */
  private static final int SLIP = 4;

  private final KnownSettings known;
  private final Map<String, KnownSetting> bySpelling = new HashMap<>();
  private final Map<String, KnownSetting> byFormerSpelling = new HashMap<>();

  SettingNames(KnownSettings known) {
    this.known = known;
    for (KnownSetting setting : known.all()) {
      put(bySpelling, setting.name(), setting);
    }
    RenamedSettings.read()
        .forEach((former, now) -> put(byFormerSpelling, former, known.named(now)));
  }

  private static void put(Map<String, KnownSetting> map, String name, KnownSetting setting) {
    map.put(plain(name), setting);
    map.put(KnownSetting.variable(name), setting);
    map.put(KnownSetting.otherVariable(name), setting);
  }

  void check(ConfigurableEnvironment environment) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> settings) {
        boolean variables = settings instanceof SystemEnvironmentPropertySource;
        for (String name : settings.getPropertyNames()) {
          check(name, variables);
        }
      }
    }
  }

  private void check(String name, boolean variable) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (variable && lower.startsWith("sallyport_")) {
      String upper = VARIABLE_INDEX.matcher(name.toUpperCase(Locale.ROOT)).replaceFirst("");
      refuseUnknown(name, upper, bySpelling.get(upper), true);
    } else if (lower.startsWith("sallyport.")) {
      String plain = plain(INDEX.matcher(name).replaceAll(""));
      refuseUnknown(name, plain, bySpelling.get(plain), false);
    }
  }

  private void refuseUnknown(
      String name, String spelling, @Nullable KnownSetting found, boolean variable) {
    if (found == null) {
      throw new StartRefused("no such setting: " + name + advice(spelling, variable));
    }
  }

  private String advice(String spelling, boolean variable) {
    KnownSetting renamed = byFormerSpelling.get(spelling);
    if (renamed != null) {
      return ", it is now " + (variable ? renamed.variable() : renamed.name());
    }
    return nearest(spelling, variable).map(it -> ", did you mean " + it + "?").orElse("");
  }

  private Optional<String> nearest(String spelling, boolean variable) {
    return known.all().stream()
        .map(setting -> variable ? setting.variable() : setting.name())
        .min(Comparator.comparingInt(name -> distance(spelling, variable ? name : plain(name))))
        .filter(name -> distance(spelling, variable ? name : plain(name)) <= SLIP);
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** The Levenshtein distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
