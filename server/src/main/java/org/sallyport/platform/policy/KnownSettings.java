package org.sallyport.platform.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings under {@code sallyport.} that the modules declare, read from Spring Boot's
 * configuration metadata, which the compiler generates.
 */
final class KnownSettings {
  private static final String MAP = "java.util.Map<";
  private static final String MAP_OF_TEXTS = "java.util.Map<java.lang.String,java.lang.String>";
  private static final String FILE = "META-INF/spring-configuration-metadata.json";
  private static final String PREFIX = "sallyport.";

  /** Stands for the name that the operator gives to an entry of a map. */
  static final String ENTRY = ".name";

  /**
   * A class to which the settings below a prefix are bound.
   *
   * @param prefix for example "sallyport.otp"
   */
  record Group(String prefix, String type) {}

  private final SortedMap<String, KnownSetting> settings = new TreeMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final SortedSet<String> maps = new TreeSet<>();

  private KnownSettings() {}

  static KnownSettings read(ClassLoader classes) {
    KnownSettings known = new KnownSettings();
    metadata(classes).forEach(known::add);
    if (known.settings.isEmpty()) {
      throw new IllegalStateException("built without the list of its settings, " + FILE);
    }
    return known;
  }

  /** The configuration metadata of each library, as JSON. */
  static List<String> metadata(ClassLoader classes) {
    List<String> texts = new ArrayList<>();
    try {
      for (URL file : Collections.list(classes.getResources(FILE))) {
        texts.add(text(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static String text(URL file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Collection<KnownSetting> all() {
    return settings.values();
  }

  /** Those that are bound as they are; the entries of maps are bound with their map. */
  List<Group> groups() {
    return groups.stream().filter(group -> mapOf(group.prefix() + ".").isEmpty()).toList();
  }

  /** The setting of exactly that name; null if there is none. */
  @Nullable KnownSetting find(String name) {
    return settings.get(general(name));
  }

  /**
   * The settings of which there may be several under names that the operator chooses, for example
   * "sallyport.directories": the names of their parts are known as
   * "sallyport.directories.name.url".
   */
  Collection<String> maps() {
    return maps;
  }

  /** Whether the entries of a map are texts, and have no parts. */
  boolean isOfTexts(String map) {
    return settings.containsKey(map + ENTRY);
  }

  /** The map that a setting is an entry of, for example "sallyport.directories"; empty if none. */
  Optional<String> mapOf(String name) {
    return maps.stream().filter(map -> name.startsWith(map + ".")).findFirst();
  }

  /** A setting of an entry under the name by which it is known; others as they are. */
  String general(String name) {
    return mapOf(name)
        .map(map -> map + ENTRY + name.substring(map.length() + 1).replaceFirst("^[^.]*", ""))
        .orElse(name);
  }

  private void add(String metadata) {
    if (!metadata.contains('"' + PREFIX)) {
      return;
    }
    JsonNode read = new JsonMapper().readTree(metadata);
    addSettings(read.path("properties"));
    addGroups(read.path("groups"));
  }

  private void addSettings(JsonNode properties) {
    for (JsonNode property : properties) {
      String name = property.path("name").asString();
      String type = property.path("type").asString();
      if (name.startsWith(PREFIX) && type.startsWith(MAP)) {
        maps.add(name);
        if (type.equals(MAP_OF_TEXTS)) {
          settings.put(name + ENTRY, textOf(property, name + ENTRY));
        }
      } else if (name.startsWith(PREFIX)) {
        settings.put(name, setting(property));
      }
    }
  }

  private void addGroups(JsonNode found) {
    for (JsonNode group : found) {
      String prefix = group.path("name").asString() + ".";
      if (prefix.startsWith(PREFIX) && !group.has("sourceMethod")) {
        groups.add(new Group(group.path("name").asString(), group.path("type").asString()));
      }
    }
  }

  /** The setting of each entry of a map of texts. */
  private static KnownSetting textOf(JsonNode map, String name) {
    return new KnownSetting(name, "java.lang.String", meaning(map), null);
  }

  private static KnownSetting setting(JsonNode property) {
    return new KnownSetting(
        property.path("name").asString(),
        property.path("type").asString(),
        meaning(property),
        standard(property.path("type").asString(), property.path("defaultValue")));
  }

  private static String meaning(JsonNode property) {
    return property.path("description").asString().replaceAll("\\s+", " ");
  }

  /** Several values joined by commas: the compiler stores them as an array or as "[a, b]". */
  private static @Nullable String standard(String type, JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isArray()) {
      String text = value.asString();
      return KnownSetting.isSeveral(type) ? text.replaceAll("^\\[|]$", "") : text;
    }
    List<String> parts = new ArrayList<>();
    value.forEach(part -> parts.add(part.asString()));
    return String.join(", ", parts);
  }
}
