package org.sallyport.gate.delivery.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
  private static final byte REFERENCE = 42;

  private static Segments of(String text) {
    return Segments.of(text, REFERENCE);
  }

  @Test
  void plainLettersAreTheirSeptets() {
    Segments segments = of("@K7: 418 207 à");
    assertThat(segments.coding()).isEqualTo(Segments.GSM_7);
    assertThat(segments.parts().getFirst())
        .containsExactly(
            0x00, 0x4b, 0x37, 0x3a, 0x20, 0x34, 0x31, 0x38, 0x20, 0x32, 0x30, 0x37, 0x20, 0x7f);
  }

  @Test
  void lettersOfTheExtensionTableAreTwoSeptets() {
    assertThat(of("€[~]").parts().getFirst())
        .containsExactly(0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3d, 0x1b, 0x3e);
  }

  /** Letters of languages of the portal that GSM-7 lacks. */
  @ParameterizedTest
  @ValueSource(strings = {"ą", "ł", "ã", "õ", "ç", "ê", "ë", "á", "í", "ó", "ú", "ش", "`"})
  void whatTheAlphabetLacksMakesTheTextUcs2(String letter) {
    Segments segments = of("K7 " + letter);
    assertThat(segments.coding()).isEqualTo(Segments.UCS_2);
    assertThat(segments.parts().getFirst())
        .isEqualTo(("K7 " + letter).getBytes(StandardCharsets.UTF_16BE));
  }

  @Test
  void anEscapeCharacterDoesNotLeadIntoTheExtensionTable() {
    assertThat(of("\u001b").coding()).isEqualTo(Segments.UCS_2);
  }

  @Test
  void oneSegmentHas160Septets() {
    assertThat(of("x".repeat(160)).parts()).hasSize(1);
    Segments several = of("x".repeat(161));
    assertThat(several.areSeveral()).isTrue();
    assertThat(several.parts()).extracting(part -> part.length).containsExactly(159, 14);
    assertThat(several.parts().get(1)).startsWith(5, 0, 3, REFERENCE, 2, 2);
  }

  @Test
  void oneSegmentHas70LettersOfUcs2() {
    assertThat(of("ش".repeat(70)).parts()).hasSize(1);
    assertThat(of("ش".repeat(71)).parts())
        .extracting(part -> part.length)
        .containsExactly(6 + 134, 6 + 8);
  }

  @Test
  void aPairIsNotTornApart() {
    List<byte[]> parts = of("x".repeat(152) + "€" + "x".repeat(20)).parts();
    assertThat(parts.get(0)).hasSize(6 + 152);
    assertThat(parts.get(1)).startsWith(5, 0, 3, REFERENCE, 2, 2, 0x1b, 0x65);
    List<byte[]> emoji = of("ش".repeat(66) + "😀" + "ش".repeat(20)).parts();
    assertThat(emoji.get(0)).hasSize(6 + 132);
  }
}
