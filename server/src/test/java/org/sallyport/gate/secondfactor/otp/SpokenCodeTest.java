package org.sallyport.gate.secondfactor.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.gate.secondfactor.otp.OtpProperties.SpokenDigits;
import org.sallyport.platform.messages.Language;

class SpokenCodeTest {
  static Stream<Language> languages() {
    return Language.translated().stream();
  }

  private static String text(Language language, String code, SpokenDigits as) {
    return language.compose(() -> SpokenCode.text("Lindenmoor", "K7", code, as));
  }

  @Test
  void isSaidTwiceInWordsDigitByDigit() {
    assertThat(text(Language.ENGLISH, "041827", SpokenDigits.WORDS))
        .isEqualTo(
            "Lindenmoor. This is message K, seven. Your code is: zero, four, one, eight, two,"
                + " seven. Once more, your code is: zero, four, one, eight, two, seven. Tell it to"
                + " nobody.");
  }

  @Test
  void isSaidInDigitsWhereThatIsSetButInArabic() {
    assertThat(text(Language.DUTCH, "041827", SpokenDigits.DIGITS))
        .contains("bericht K, 7.", "Uw code is: 0, 4, 1, 8, 2, 7. Nogmaals");
    assertThat(text(Language.ARABIC, "041827", SpokenDigits.DIGITS))
        .contains("صفر، أربعة، واحد، ثمانية، اثنان، سبعة")
        .doesNotContainPattern("[0-9]");
  }

  @Test
  void saysTheWholeName() {
    assertThat(
            SpokenCode.text(
                "Hôpital Sant'Anna d'Anvers, Szpital Świętej Anny",
                "K7",
                "041827",
                SpokenDigits.WORDS))
        .startsWith("Hôpital Sant’Anna d’Anvers Szpital Świętej Anny. This is message");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void hasTenWordsForDigitsAndSaysTheCodeTwiceAndNoMarkup(Language language) {
    String low = text(language, "012345", SpokenDigits.WORDS);
    String high = text(language, "678900", SpokenDigits.WORDS);
    for (String text : new String[] {low, high}) {
      assertThat(text).startsWith("Lindenmoor. ").doesNotContainPattern("[0-9<>&\"'{}|\\\\\\n]");
    }
    HashSet<String> words = new HashSet<>(digits(low, language));
    words.addAll(digits(high, language));
    assertThat(words).hasSize(10);
  }

  /** The six words that are said twice. */
  private static List<String> digits(String text, Language language) {
    String between = language == Language.ARABIC ? "، " : ", ";
    String[] sentences = text.split(": ", -1);
    assertThat(sentences).as(text).hasSize(3);
    String first = sentences[1].replaceAll("\\..*", "");
    assertThat(sentences[2]).startsWith(first + ".");
    assertThat(first.split(between, -1)).hasSize(6);
    return Arrays.asList(first.split(between, -1));
  }

  @Test
  void M05_aNameCannotGiveAnOrderToTheVoiceOrTheGateway() {
    String text =
        SpokenCode.text(
            "A</Say><Dial>+1900</Dial> & {to}\"|\\ St. Mary-East",
            "K7",
            "041827",
            SpokenDigits.WORDS);
    assertThat(text)
        .startsWith("A Say Dial 1900 Dial to St. Mary-East. This is message")
        .doesNotContainPattern("[<>&\"{}|\\\\+/]");
  }
}
