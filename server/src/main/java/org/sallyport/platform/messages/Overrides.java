package org.sallyport.platform.messages;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hospital's own texts, by file and key.
 *
 * @param texts by name of a file, for example "nl/patient/studies"
 */
record Overrides(Map<String, Map<String, String>> texts) {
  private static final Logger LOG = LoggerFactory.getLogger(Overrides.class);
  private static final String SETTING = "sallyport.languages.texts: ";
  private static final String ENDING = ".properties";
  private static final int DEPTH = 3;

  /** An element of HTML; in a text that has none, it would be shown as it is. */
  private static final Pattern ELEMENT = Pattern.compile("</?[a-zA-Z][^>]*>");

  /** What ICU reads as the start of a quotation, so that the argument would be shown as "{0}". */
  private static final String QUOTED = "'{";

  /** The areas whose texts are built into programs. */
  private static final Set<String> BUILT = Set.of("app", "viewer");

  static Overrides none() {
    return new Overrides(Map.of());
  }

  @Nullable String text(String file, String key) {
    return of(file).get(key);
  }

  /** Those of a file, by key. */
  Map<String, String> of(String file) {
    return texts.getOrDefault(file, Map.of());
  }

  /**
   * Reads a folder. A key that the product no longer has is left out, and logged: an update must
   * not keep the server from starting.
   *
   * @param folder null if the hospital has no texts of its own
   * @throws IllegalArgumentException if it cannot be read, if a file belongs to no language or
   *     area, or if a text is malformed, takes other arguments than the product's, or has elements
   *     where the product's has none
   */
  static Overrides read(@Nullable Path folder) {
    if (folder == null) {
      return none();
    }
    Map<String, Map<String, String>> texts = new TreeMap<>();
    for (Path file : files(folder)) {
      String name =
          folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      String area = name.substring(0, name.length() - ENDING.length());
      texts.put(area, checked(area, own(file)));
    }
    return new Overrides(texts);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.walk(folder, DEPTH)) {
      return found.filter(it -> it.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(SETTING + folder + " cannot be read", e);
    }
  }

  private static Map<String, String> own(Path file) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return Bundles.texts(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(SETTING + file + " is no file of properties in UTF-8", e);
    }
  }

  private static Map<String, String> checked(String file, Map<String, String> own) {
    Map<String, String> product = inEnglish(file);
    if (product.isEmpty()) {
      throw new IllegalArgumentException(SETTING + file + ENDING + ": no such language or area");
    }
    Map<String, String> kept = new TreeMap<>();
    own.forEach(
        (key, text) -> {
          String shipped = product.get(key);
          if (shipped == null) {
            LOG.warn("{}{}{}: {} is left out, there is no such text", SETTING, file, ENDING, key);
          } else {
            check(named(file, key), text, shipped);
            checkBuilt(file, key, text);
            kept.put(key, text);
          }
        });
    return kept;
  }

  private static void check(String name, String text, String shipped) {
    if (text.contains(QUOTED)) {
      throw refused(name, ": write ’ in place of the straight apostrophe before {");
    }
    if (!arguments(shipped).containsAll(arguments(name, text))) {
      throw refused(name, ": has an argument that the page does not give");
    }
    if (ELEMENT.matcher(text).find() && !ELEMENT.matcher(shipped).find()) {
      throw refused(name, ": has an element of HTML, which this text cannot have");
    }
  }

  /** What the viewer and the phone app show, they have to understand. */
  private static void checkBuilt(String file, String key, String text) {
    if (BUILT.contains(file.substring(file.lastIndexOf('/') + 1))) {
      try {
        BuiltText.of(text);
      } catch (IllegalArgumentException e) {
        throw refused(named(file, key), ": " + e.getMessage());
      }
    }
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(SETTING + name + why);
  }

  /** The English texts that a file may replace: those for everybody, too, in a patient's words. */
  private static Map<String, String> inEnglish(String file) {
    int slash = file.indexOf('/');
    if (slash < 0 || Language.tagged(file.substring(0, slash)).isEmpty()) {
      return Map.of();
    }
    String rest = file.substring(slash + 1);
    String patients = Audience.PATIENTS.folder().substring(1);
    boolean forPatients = rest.startsWith(patients);
    String area = forPatients ? rest.substring(patients.length()) : rest;
    return forPatients && !Messages.AREAS_FOR_PATIENTS.contains(area)
        ? Map.of()
        : Bundles.shipped(Language.ENGLISH.tag() + "/" + area);
  }

  private static String named(String file, String key) {
    return file + ENDING + ": " + key;
  }

  private static Set<Integer> arguments(String name, String pattern) {
    try {
      Message.of(pattern, ULocale.ENGLISH);
      return arguments(pattern);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(SETTING + name + " is malformed: " + e.getMessage(), e);
    }
  }

  /** The numbers of the arguments of a pattern. */
  static Set<Integer> arguments(String pattern) {
    MessagePattern parts = new MessagePattern(pattern);
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < parts.countParts(); i++) {
      if (parts.getPartType(i) == MessagePattern.Part.Type.ARG_NUMBER) {
        numbers.add(parts.getPart(i).getValue());
      }
    }
    return numbers;
  }
}
