package org.sallyport.portal.sharing.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {", a", "a  ", "a,,,", "a a a", "a aa", "ab", "a..", "---", "_ _ a", ",,,"})
  void asksForThreeLetters(String typed) {
    assertThat(NameWords.of(typed).areEnough()).as(typed).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"han", "Li W", "li, wu", "İle", "O'H a"})
  void takesThreeLettersInSeveralWords(String typed) {
    assertThat(NameWords.of(typed).areEnough()).as(typed).isTrue();
  }

  @Test
  void makesPatternsOfWordsThatBeginSo() {
    assertThat(NameWords.of("Hanne, 50%_a han").patterns())
        .containsExactly("% hanne%", "% 50\\%\\_a%");
  }
}
