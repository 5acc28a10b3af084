package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2068name\u2069",
        "\u200ename",
        "name\u200f",
        " \u2067\u2066name\u2069 \u2069",
        "\u061cname"
      })
  void losesMarksAroundIt(String typed) {
    assertThat(TypedText.withoutMarks(typed).strip()).isEqualTo("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "na\u200eme", "name", "a\u2068b\u2069c"})
  void keepsWhatStandsWithinIt(String typed) {
    assertThat(TypedText.withoutMarks(typed)).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({"\u0660\u0661\u0669,019", "\u06f0\u06f1\u06f9,019", "a1,a1", "\uff11,\uff11"})
  void hasTheDigitsOfArabicAndPersianRead(String typed, String digits) {
    assertThat(TypedText.digits(typed)).isEqualTo(digits);
  }
}
