package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InertTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "HTTPS://EVIL.EXAMPLE/x?y=1",
        "evil.example",
        "www.evil.example",
        "xn--vil-hoa.example",
        "\u0435vil.example",
        "evil\u3002example",
        "evil\uFF0Eexample",
        "\u0939\u093f\u0928\u094d\u0926\u0940.com",
        "\uD83D\uDCA9.la",
        "\\\\1.1.1.1\\x",
        "\\\\server\\share",
        "mailto:thief@evil.example",
        "thief@evil",
        "tel:+32470123456",
        "+32 470 12 34 56",
        "0470/12.34.56",
        "(0470123456)",
        "a 470 12 34 56 9G",
        "javascript:alert(1)",
        "Pixel\u202E9",
        "Pi\u200Bxel",
        "Pixel\n9",
        "Pixel\u0007"
      })
  void whatAMailProgramMakesALinkOfOrNobodySeesIsRefused(String typed) {
    assertThat(InertText.is(typed)).isFalse();
    String inert = InertText.of(typed);
    assertThat(inert).doesNotContain("://", "@", "\\").doesNotContainPattern("\\S[.]\\p{L}");
    assertThat(inert).doesNotContainPattern("[\\p{C}]");
    assertThat(inert).doesNotContainPattern("[\\p{L}\\p{N}][.\u3002\uFF0E]\\p{L}");
    assertThat(inert).doesNotContainPattern("(?:[0-9][ ./-]?){7}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pixel 9",
        "Chrome on Linux",
        "Dr. Müller’s phone",
        "iPhone 15 (ward 3)",
        "Galaxy S24+",
        "v1.2",
        "2201117TG",
        "2109119DG",
        "22101316G",
        "21081111RG",
        "22071212AG",
        "SM1234567",
        "מכשיר",
        "Zo\u00EB"
      })
  void namesOfDevicesPass(String typed) {
    assertThat(InertText.is(typed)).isTrue();
    assertThat(InertText.of(typed)).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example,http: //evil. example",
    "x\u2022\u2022x@evil.example,x\u2022\u2022x at evil. example",
    "Dr. J.P. Smith,Dr. J. P. Smith",
    "ask anna@practice.example,ask anna at practice. example",
    "call +32 470 12 34 56 now,call [number] now"
  })
  void theWordsStayReadable(String typed, String inert) {
    assertThat(InertText.of(typed)).isEqualTo(inert);
  }

  @Test
  void longTextIsCut() {
    assertThat(InertText.of("x".repeat(100_000))).hasSize(200);
  }
}
