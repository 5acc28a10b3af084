package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest
  @CsvSource({
    "Vander*,Vanderquill^Adelheid",
    "*quill*,Vanderquill^Adelheid",
    "Vanderquill?Adelheid,Vanderquill^Adelheid",
    "*,Vanderquill",
    "V*l,Vanderquill",
    "CT,CT"
  })
  void matches(String pattern, String text) {
    assertThat(Wildcard.matches(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Vander,Vanderquill",
    "V?l,Vanderquill",
    "*x,Vanderquill",
    "CT,CR",
    "C?T,CT",
    ".*,CT"
  })
  void doesNotMatch(String pattern, String text) {
    assertThat(Wildcard.matches(pattern, text)).isFalse();
  }

  @Test
  void manyStarsCauseNoBacktracking() {
    String text = "a".repeat(5000);
    String pattern = "*a".repeat(500) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(Wildcard.matches(pattern, text)).isFalse());
  }
}
