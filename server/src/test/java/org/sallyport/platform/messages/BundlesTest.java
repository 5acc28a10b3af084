package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The translations, read by ICU, which formats them in the product: a witness beside {@code
 * ./sallyport messages check}, which looks at more, and reads them by another parser.
 */
class BundlesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/messages");
  private static final Path RECORDS = Path.of("src/translation");
  private static final String PATIENTS = "patient/";
  private static final String FORMATS = "common.format.";

  /** Zero, one, two, few, many and the others of each language. */
  private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 5, 11, 21, 100, 1_000_000);

  private static final int MOST_ARGUMENTS = 10;

  /** Frequent words that no sentence of another language here has. */
  private static final Pattern ENGLISH_WORDS =
      Pattern.compile(
          "(?i)(?<![\\p{L}-])(the|your|with|and|have|been|this|that|cannot|which|their|from|please|must)(?![\\p{L}-])");

  private static final Pattern LETTERS = Pattern.compile("\\p{L}{3}");
  private static final Pattern NO_WORDS = Pattern.compile("<[^>]*>|\\{[^{}]*}|\\./sallyport.*");

  static List<Language> languages() {
    return Language.translated().stream().filter(it -> it != Language.ENGLISH).toList();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void haveKeysOfEnglishAloneEachOnceAndInItsOrder(Language language) throws IOException {
    Map<String, List<String>> english = keys(Language.ENGLISH);
    keys(language)
        .forEach(
            (file, own) -> {
              assertThat(english).containsKey(file);
              List<String> known = new ArrayList<>(english.getOrDefault(file, List.of()));
              known.retainAll(new TreeSet<>(own));
              assertThat(own).as(file).isEqualTo(known);
            });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void lackNothing(Language language) throws IOException {
    Map<String, List<String>> own = keys(language);
    keys(Language.ENGLISH)
        .forEach((file, keys) -> assertThat(own.get(file)).as(file).isEqualTo(keys));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void takeTheArgumentsOfEnglish(Language language) throws IOException {
    each(
        language,
        (key, texts) -> {
          assertThat(arguments(texts.own()).keySet())
              .as(key)
              .isEqualTo(arguments(texts.english()).keySet());
          assertThat(selects(texts.own())).as(key).isEqualTo(selects(texts.english()));
        });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void havePluralFormsForEachCategoryOfTheLanguage(Language language) throws IOException {
    Set<String> categories = PluralRules.forLocale(language.icu()).getKeywords();
    each(
        language,
        (key, texts) ->
            assertThat(plurals(texts.own()))
                .as(key)
                .allSatisfy(forms -> assertThat(forms).isEqualTo(categories)));
  }

  /** Each form of each text. */
  @ParameterizedTest
  @MethodSource("languages")
  void canBeFormattedWithEveryNumberAndKey(Language language) throws IOException {
    each(
        language,
        (key, texts) -> {
          MessageFormat format = new MessageFormat(texts.own(), language.icu());
          Map<Integer, Set<String>> arguments = arguments(texts.english());
          int rounds = arguments.values().stream().mapToInt(Set::size).max().orElse(0);
          for (int round = 0; round < Math.max(rounds, NUMBERS.size()); round++) {
            Object[] given = samples(arguments, round);
            assertThatNoException()
                .as(key)
                .isThrownBy(() -> assertThat(format.format(given)).isNotBlank());
          }
        });
  }

  private static Object[] samples(Map<Integer, Set<String>> arguments, int round) {
    Object[] given = new Object[MOST_ARGUMENTS];
    for (int i = 0; i < given.length; i++) {
      List<String> keys = List.copyOf(arguments.getOrDefault(i, Set.of()));
      given[i] =
          keys.isEmpty() ? NUMBERS.get(round % NUMBERS.size()) : keys.get(round % keys.size());
    }
    return given;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void haveValidPatternsOfDates(Language language) throws IOException {
    ZonedDateTime at = ZonedDateTime.of(2026, 11, 3, 7, 5, 9, 0, ZoneId.of("Europe/Brussels"));
    Map<String, Texts> found = new TreeMap<>();
    each(language, found::put);
    found.keySet().removeIf(key -> !key.startsWith(FORMATS));
    assertThat(found).hasSizeGreaterThan(5);
    found.forEach(
        (key, texts) -> {
          assertThat(letters(texts.own())).as(key).isEqualTo(letters(texts.english()));
          String text =
              DateTimeFormatter.ofPattern(texts.own(), language.locale())
                  .localizedBy(language.locale())
                  .format(at);
          assertThat(text).as(key).isNotBlank().doesNotContainPattern("[٠-٩]");
        });
  }

  /** The fields of a pattern of dates, whatever their order and length. */
  private static Set<Integer> letters(String pattern) {
    return pattern
        .replaceAll("'[^']*'", "")
        .replace('y', 'u')
        .replace('L', 'M')
        .codePoints()
        .filter(it -> it < 128 && Character.isLetter(it))
        .boxed()
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void Rule56_haveNoEnglishLeft(Language language) throws IOException {
    Path list = RECORDS.resolve(language.tag()).resolve("same.txt");
    Set<String> rightly = Set.copyOf(Files.readAllLines(list));
    List<String> found = new ArrayList<>();
    each(
        language,
        (key, texts) -> {
          String words = NO_WORDS.matcher(texts.own()).replaceAll(" ");
          boolean same = texts.own().equals(texts.english()) && LETTERS.matcher(words).find();
          if (!rightly.contains(key) && (same || ENGLISH_WORDS.matcher(words).find())) {
            found.add(key + "=" + texts.own());
          }
        });
    assertThat(found).isEmpty();
  }

  private record Texts(String english, String own) {}

  /** Each text of a language; those for patients have "patient/" before their key. */
  private static void each(Language language, BiConsumer<String, Texts> test) throws IOException {
    for (String file : keys(language).keySet()) {
      String before = file.startsWith(PATIENTS) ? PATIENTS : "";
      Map<String, String> english = Bundles.shipped(Language.ENGLISH.tag() + "/" + file);
      Bundles.shipped(language.tag() + "/" + file)
          .forEach(
              (key, text) ->
                  test.accept(before + key, new Texts(english.getOrDefault(key, ""), text)));
    }
  }

  /** The keys of each file, in its order, as often as they are there. */
  private static Map<String, List<String>> keys(Language language) throws IOException {
    Path folder = BUNDLES.resolve(language.tag());
    Map<String, List<String>> keys = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".properties")).toList()) {
        String name = folder.relativize(file).toString().replace(".properties", "");
        List<String> lines =
            Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        keys.put(name, lines);
      }
    }
    return keys;
  }

  /** The arguments of a pattern, and for those by which it selects, the keys. */
  private static Map<Integer, Set<String>> arguments(String pattern) {
    Map<Integer, Set<String>> arguments = new TreeMap<>();
    Overrides.arguments(pattern).forEach(number -> arguments.put(number, new TreeSet<>()));
    selectors(pattern, ArgType.SELECT)
        .forEach(
            (number, sets) -> sets.forEach(it -> arguments.getOrDefault(number, it).addAll(it)));
    return arguments;
  }

  private static Map<Integer, Set<String>> selects(String pattern) {
    Map<Integer, Set<String>> selects = new TreeMap<>(arguments(pattern));
    selects.values().removeIf(Set::isEmpty);
    return selects;
  }

  /** The categories of each plural of a pattern, without exact numbers such as "=0". */
  private static List<Set<String>> plurals(String pattern) {
    return selectors(pattern, ArgType.PLURAL).values().stream()
        .flatMap(List::stream)
        .map(forms -> forms.stream().filter(it -> !it.startsWith("=")).collect(Collectors.toSet()))
        .toList();
  }

  /** The selectors of all arguments of a type, by the number of the argument. */
  private static Map<Integer, List<Set<String>>> selectors(String pattern, ArgType type) {
    MessagePattern parts = new MessagePattern(pattern);
    Map<Integer, List<Set<String>>> found = new LinkedHashMap<>();
    for (int i = 0; i < parts.countParts(); i++) {
      Part part = parts.getPart(i);
      if (part.getType() == Part.Type.ARG_START && part.getArgType() == type) {
        int number = parts.getPart(i + 1).getValue();
        found.computeIfAbsent(number, it -> new ArrayList<>()).add(selectorsOf(parts, i));
      }
    }
    return found;
  }

  private static Set<String> selectorsOf(MessagePattern parts, int start) {
    Set<String> selectors = new TreeSet<>();
    int limit = parts.getLimitPartIndex(start);
    for (int i = start + 1; i < limit; i++) {
      if (parts.getPartType(i) == Part.Type.MSG_START) {
        i = parts.getLimitPartIndex(i);
      } else if (parts.getPartType(i) == Part.Type.ARG_SELECTOR) {
        selectors.add(parts.getSubstring(parts.getPart(i)));
      }
    }
    return selectors;
  }
}
