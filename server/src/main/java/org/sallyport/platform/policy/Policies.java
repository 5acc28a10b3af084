package org.sallyport.platform.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The policies of {@code policies.yml}, each with its clauses by setting. */
final class Policies {
  private static final String FILE = "/policies.yml";

  private final Map<String, Map<String, Clause>> byName;

  private Policies(Map<String, Map<String, Clause>> byName) {
    this.byName = byName;
  }

  static Policies read() {
    try (InputStream file = Policies.class.getResourceAsStream(FILE)) {
      Map<String, Map<String, Object>> read =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file));
      Map<String, Map<String, Clause>> byName = new LinkedHashMap<>();
      read.forEach((name, entries) -> byName.put(name, clauses(entries)));
      return new Policies(byName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> names() {
    return byName.keySet();
  }

  Optional<Map<String, Clause>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static Map<String, Clause> clauses(Map<String, Object> entries) {
    Map<String, Clause> clauses = new LinkedHashMap<>();
    entries.forEach((setting, entry) -> clauses.put(setting, Clause.of(entry)));
    return clauses;
  }
}
