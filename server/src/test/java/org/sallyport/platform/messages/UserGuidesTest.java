package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The user guide in each language: the steps of the English one, and where that names a control in
 * italics, the text of the same control.
 */
class UserGuidesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path BUNDLES = Path.of("src/main/resources/messages");
  private static final Pattern ITALICS = Pattern.compile("\\*([^*\n]+(?:\n[^*\n]+)*)\\*");

  /** Titles of the guide's own sections, names and keys are in no bundle. */
  private static final int CONTROLS = 200;

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"ENGLISH", "LENGTHENED", "MIRRORED"},
      mode = EnumSource.Mode.EXCLUDE)
  void hasTheStepsAndControlsOfTheEnglishOne(Language language) throws IOException {
    String english = guide("");
    String other = guide(language.tag() + "/");
    for (String part : List.of("(?m)^\\d+\\. ", "(?m)^#+ ", "(?m)^\\*\\*")) {
      assertThat(count(part, other)).as(part).isEqualTo(count(part, english));
    }
    Map<String, String> source = texts("en");
    Map<String, String> translated = texts(language.tag());
    List<String> named = italics(english);
    List<String> names = italics(other);
    assertThat(names).hasSameSizeAs(named);
    List<String> wrong = new ArrayList<>();
    int controls = 0;
    for (int i = 0; i < named.size(); i++) {
      String control = named.get(i);
      List<String> keys = keys(source, control);
      if (!keys.isEmpty()) {
        controls++;
        if (!isText(names.get(i), keys, translated)) {
          wrong.add(control + ": " + names.get(i));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(controls).isGreaterThan(CONTROLS);
  }

  /** Of the texts that are the control's, or that begin with it. */
  private static List<String> keys(Map<String, String> source, String control) {
    return source.entrySet().stream()
        .filter(text -> text.getValue().startsWith(control))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isText(String name, List<String> keys, Map<String, String> translated) {
    return keys.stream()
        .flatMap(key -> Stream.of(key, key.replaceFirst("^patient/", ""), "patient/" + key))
        .map(key -> translated.getOrDefault(key, ""))
        .anyMatch(text -> text.startsWith(name));
  }

  private static String guide(String folder) throws IOException {
    return Files.readString(DOCS.resolve(folder + "user-guide.md"));
  }

  private static long count(String part, String text) {
    return Pattern.compile(part).matcher(text).results().count();
  }

  private static List<String> italics(String guide) {
    return ITALICS
        .matcher(guide.replace("**", ""))
        .results()
        .map(it -> plain(it.group(1)))
        .toList();
  }

  private static String plain(String text) {
    return text.replaceAll("<[^>]+>", "")
        .replace("&gt;", ">")
        .replaceAll("[\\u2068\\u2069]", "")
        .replaceAll("[\\s\\u00a0]+", " ")
        .strip()
        .replaceFirst("\\.$", "");
  }

  private static Map<String, String> texts(String tag) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(BUNDLES.resolve(tag))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".properties")).toList()) {
        String register = file.toString().contains("patient") ? "patient/" : "";
        Bundles.texts(Files.newBufferedReader(file))
            .forEach(
                (key, text) -> texts.put(register + key.toLowerCase(Locale.ROOT), plain(text)));
      }
    }
    return texts;
  }
}
