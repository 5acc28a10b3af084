package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.events.EventNotice;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.facts.Told;

/** Every key in use is in a bundle, and every key in a bundle is in use. */
class MessageKeysTest {
  private static final Path BUNDLES = Path.of("src/main/resources/messages/en");
  private static final Path FOR_PATIENTS = BUNDLES.resolve("patient");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("src/main/resources/templates"),
          Path.of("../web/authenticator/src"),
          Path.of("../web/authenticator/index.html"),
          Path.of("../web/authenticator/manifest.webmanifest"),
          Path.of("../web/authenticator/worker"),
          Path.of("../web/viewer/src"));

  /** A word in quotes or in <code>#{}</code> that could be a key or, ending in a dot, its start. */
  private static final Pattern WORD =
      Pattern.compile("(?:[\"'`]|#\\{)([a-z]+\\.(?:[a-zA-Z0-9-]+\\.?)*)(?=[\"'`}($])");

  private static final Pattern FILE_NAME =
      Pattern.compile(".*\\.(js|css|html|svg|yml|properties|txt|json|webmanifest)");

  @Test
  void areInTheBundleThatTheirAreaNames() throws IOException {
    for (Path bundle : list(BUNDLES)) {
      String area = bundle.getFileName().toString().replace(".properties", "");
      assertThat(read(bundle).stringPropertyNames())
          .as("%s", bundle)
          .allMatch(key -> key.startsWith(area + "."));
    }
  }

  @Test
  void areAllInABundle() throws IOException {
    Set<String> keys = keys().keySet();
    Set<String> areas = new TreeSet<>();
    keys.forEach(key -> areas.add(key.substring(0, key.indexOf('.'))));
    assertThat(words())
        .filteredOn(word -> areas.contains(word.substring(0, word.indexOf('.'))))
        .filteredOn(word -> !FILE_NAME.matcher(word).matches())
        .filteredOn(
            word ->
                word.endsWith(".")
                    ? keys.stream().noneMatch(key -> key.startsWith(word))
                    : !keys.contains(word))
        .isEmpty();
  }

  @Test
  void areAllInUse() throws IOException {
    Set<String> words = words();
    assertThat(keys().keySet())
        .filteredOn(
            key ->
                !words.contains(key)
                    && words.stream().noneMatch(it -> it.endsWith(".") && key.startsWith(it)))
        .isEmpty();
  }

  /** The composer of notices adds "subject" and the others to the start of a key. */
  @Test
  void ofNoticesHaveASubjectAndSayWhatHappened() throws IOException {
    Set<String> keys = keys().keySet();
    assertThat(words())
        .filteredOn(word -> word.matches("notice\\.[a-z-]+\\."))
        .filteredOn(word -> !word.matches("notice\\.(method|change-name)\\."))
        .isNotEmpty()
        .allMatch(word -> keys.contains(word + "subject") && keys.contains(word + "what"));
  }

  @Test
  void haveValidPatternsWithoutStraightApostrophes() throws IOException {
    Map<String, String> all = keys();
    for (Path bundle : list(FOR_PATIENTS)) {
      Properties properties = read(bundle);
      properties
          .stringPropertyNames()
          .forEach(key -> all.put(key + " (patients)", properties.getProperty(key)));
    }
    all.forEach(
        (key, pattern) -> {
          assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
          assertThatNoException()
              .as(key)
              .isThrownBy(() -> new MessageFormat(pattern, ULocale.ENGLISH));
        });
  }

  /** A key that nobody replaces, or an argument that the page does not give, would go unnoticed. */
  @Test
  void forPatientsReplaceThoseForProfessionalsAndTakeNoOtherArguments() throws IOException {
    Map<String, String> keys = keys();
    Set<String> areas = new TreeSet<>();
    for (Path bundle : list(FOR_PATIENTS)) {
      areas.add(bundle.getFileName().toString().replace(".properties", ""));
      Properties forPatients = read(bundle);
      assertThat(keys)
          .as("%s", bundle)
          .containsKeys(forPatients.stringPropertyNames().toArray(String[]::new));
      for (String key : forPatients.stringPropertyNames()) {
        assertThat(arguments(keys.get(key)))
            .as(key)
            .containsAll(arguments(forPatients.getProperty(key)));
        assertThat(forPatients.getProperty(key)).as(key).isNotEqualTo(keys.get(key));
      }
    }
    assertThat(areas).isEqualTo(new TreeSet<>(Messages.AREAS_FOR_PATIENTS));
  }

  private static Set<Integer> arguments(@Nullable String pattern) {
    return Pattern.compile("\\{([0-9])[,}]")
        .matcher(String.valueOf(pattern))
        .results()
        .map(it -> Integer.valueOf(it.group(1)))
        .collect(Collectors.toSet());
  }

  /** None of them speaks of studies, series or modalities. */
  @Test
  void forPatientsAreEverydayWords() throws IOException {
    for (Path bundle : list(FOR_PATIENTS)) {
      assertThat(read(bundle).values())
          .as("%s", bundle)
          .noneMatch(
              it ->
                  Pattern.compile("(?i)\\b(stud(y|ies)|modalit|referring)")
                      .matcher((String) it)
                      .find());
    }
  }

  /** Of 7 bits: a single other character halves the length of an SMS (3GPP 23.038, section 6). */
  @Test
  void bySmsAreOfAsciiCharacters() throws IOException {
    assertThat(read(BUNDLES.resolve("sms.properties")).values())
        .allSatisfy(text -> assertThat((String) text).matches("[ -~&&[^`]]+"));
  }

  private static Map<String, String> keys() throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (Path bundle : list(BUNDLES)) {
      if (bundle.startsWith(FOR_PATIENTS)) {
        continue;
      }
      Properties properties = read(bundle);
      properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
    }
    return keys;
  }

  private static Set<String> words() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path folder : SOURCES) {
      for (Path file : list(folder)) {
        if (file.endsWith("package-info.java")) {
          continue; // names of modules
        }
        WORD.matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> match.group(1))
            .forEach(words::add);
      }
    }
    words.removeAll(Set.of("notice.", "notice.fact."));
    EventType.all().forEach(type -> words.addAll(noticeOf(type)));
    return words;
  }

  /** The keys, and starts of keys, of a notice that is composed from the record of its event. */
  private static Set<String> noticeOf(EventType type) {
    Set<String> words = new TreeSet<>();
    EventNotice notice = type.notice();
    if (notice != null && (!notice.isWritten() || !notice.shown().isEmpty())) {
      words.add(notice.key());
      if (notice.to() == Told.OWNER_AND_ADMINS) {
        words.add(notice.keyForAdmins());
      }
      notice.shown().forEach(shown -> words.add(shown.label()));
    }
    return words;
  }

  private static Properties read(Path bundle) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(bundle)) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
