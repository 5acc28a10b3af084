package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.PluralRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filled in as the programs do it, each text reads as ICU fills in its pattern. */
class BuiltTextTest {
  private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 5, 11, 22, 100, 101);

  static Stream<Language> languages() {
    return Stream.of(Language.values());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void allTextsOfTheViewerAndTheApp(Language language) {
    int texts = 0;
    for (String area : List.of("app", "viewer")) {
      for (String pattern : Bundles.shipped(language.tag() + "/" + area).values()) {
        texts++;
        Object built = BuiltText.of(pattern);
        for (int number : NUMBERS) {
          assertThat(filled(built, number, language))
              .as(pattern)
              .isEqualTo(Message.of(pattern, language.icu()).format(arguments(number)));
        }
      }
    }
    assertThat(texts).isGreaterThan(language.pseudo() ? -1 : 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{0, date}",
        "{0, number}",
        "{name}",
        "{0, plural, offset:1 one {#} other {#}}",
        "{0, selectordinal, one {#st} other {#th}}",
        "{0"
      })
  void whatTheProgramsDoNotKnowIsRefused(String pattern) {
    assertThatThrownBy(() -> BuiltText.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quotesAreReadAsIcuReadsThem() {
    assertThat(BuiltText.of("It''s {0}")).isEqualTo(List.of("It's ", 0));
    assertThat(BuiltText.of("")).isEqualTo("");
  }

  private static Object[] arguments(int number) {
    return Stream.generate(() -> number).limit(10).toArray();
  }

  /** As {@code web/common/src/filled.ts} does it. */
  private static String filled(Object built, int number, Language language) {
    return switch (built) {
      case String text -> text;
      case Integer _ -> String.valueOf(number);
      case List<?> parts -> {
        StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(filled(part, number, language)));
        yield all.toString();
      }
      case Map<?, ?> choice -> filled(form(choice, number, language), number, language);
      default -> throw new IllegalArgumentException(String.valueOf(built));
    };
  }

  private static Object form(Map<?, ?> choice, int number, Language language) {
    Map<?, ?> forms = (Map<?, ?>) Objects.requireNonNull(choice.get("forms"));
    boolean plural = choice.containsKey("plural");
    Object exact = forms.get(plural ? "=" + number : String.valueOf(number));
    String general = plural ? PluralRules.forLocale(language.icu()).select(number) : "other";
    Object found = exact == null ? forms.get(general) : exact;
    return Objects.requireNonNull(found == null ? forms.get("other") : found);
  }
}
