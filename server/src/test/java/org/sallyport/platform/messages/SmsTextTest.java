package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.delivery.sms.text.Segments;

class SmsTextTest {
  private static final String HOST = "portal.lindenmoor.example";
  private static final String LONG_HOST = "images.radiology.university-hospital.org";
  private static final String NAME = "Universitair Ziekenhuis.";
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  @Nested
  class TheAlphabet {
    @Test
    void hasAllItsCharactersAndKeepsThem() {
      assertThat(ALPHABET).hasSize(127); // the 128th leads to the extension table
      ALPHABET
          .chars()
          .mapToObj(Character::toString)
          .forEach(
              it -> {
                assertThat(Gsm7.encode(it)).as(it).hasValueSatisfying(ofLength(1));
                assertThat(Gsm7.fold(it)).isEqualTo(it);
              });
      EXTENSION
          .chars()
          .mapToObj(Character::toString)
          .forEach(
              it -> {
                assertThat(Gsm7.encode(it)).as(it).hasValueSatisfying(ofLength(2));
                assertThat(Gsm7.fold(it)).isEqualTo(it);
              });
    }

    private static org.assertj.core.api.Condition<byte[]> septets(int count) {
      return new org.assertj.core.api.Condition<>(it -> it.length == count, "%d septets", count);
    }

    private static java.util.function.Consumer<byte[]> ofLength(int count) {
      return it -> assertThat(it).has(septets(count));
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '~',
        value = {
          "Hôpital Saint-Jean,Hopital Saint-Jean",
          "Łódź,Lodz",
          "çà et là,cà et là",
          "l’œil,l'oeil",
          "Ústí nad Orlicí,Usti nad Orlici",
          "São João,Sao Joao",
          "Ğüçlü,Güclü",
          "‘a’ – “b”,'a' - \"b\"",
          "Straße ẞ,Straße SS",
          "ﬁn,fin"
        })
    void writesWhatItLacks(String text, String folded) {
      assertThat(Gsm7.fold(text)).isEqualTo(folded);
      assertThat(Gsm7.has(folded)).isTrue();
    }

    @Test
    void leavesOutWhatCannotBeSeenAndKeepsOtherScripts() {
      assertThat(Gsm7.fold("a\u2068b\u2069\u200ec\u202fd\u00a0e")).isEqualTo("abc d e");
      assertThat(Gsm7.fold("مستشفى")).isEqualTo("مستشفى");
      assertThat(Gsm7.has("مستشفى")).isFalse();
    }
  }

  @Nested
  class ANameInIt {
    @ParameterizedTest
    @CsvSource({
      "Hôpital Saint-Jean,Hopital Saint-Jean",
      "Universitair Ziekenhuis Lindenmoor,Universitair Ziekenhuis",
      "'مستشفى القديس جان',portal.lindenmoor.example",
      "'Łódź مستشفى',Lodz",
      "'a [b] {c}',a b c"
    })
    void isCutAndWrittenInTheAlphabet(String name, String shown) {
      assertThat(SmsText.shortName("sms.code", name, 24, HOST)).isEqualTo(shown);
    }

    @Test
    void staysAsItIsInAnotherScript() {
      assertThat(
              Language.ARABIC.compose(
                  () -> SmsText.shortName("sms.code", "مستشفى القديس جان", 24, HOST)))
          .isEqualTo("مستشفى القديس جان");
    }
  }

  @Nested
  class ATextWithNames {
    @Test
    void staysInTheAlphabet() {
      String text =
          Language.FRENCH.compose(
              () -> SmsText.of("sms.password-by-link", "l’assistance de l’hôpital"));
      assertThat(text).contains("l'assistance de l'hopital");
      assertThat(segments(text)).isEqualTo(1);
    }

    @Test
    void isNotChangedInAnotherScript() {
      assertThat(Language.ARABIC.compose(() -> SmsText.of("sms.test", "Hôpital")))
          .contains("Hôpital");
    }

    @Test
    void isNotChangedByANameInAnotherScript() {
      assertThat(SmsText.of("sms.password-by-link", "Hôpital مستشفى")).contains("Hôpital مستشفى");
    }
  }

  /** Rule 8: a code takes one segment where the alphabet has the letters of the language. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LENGTHENED", "MIRRORED"})
  void aCodeTakesOneSegmentWithTheLongestHost(Language language) {
    String text =
        language.compose(
            () ->
                SmsText.of("sms.code", "K7", "12345678", NAME, 20)
                    + "\n\n@"
                    + LONG_HOST
                    + " #12345678");
    assertThat(segments(text)).as(text).isEqualTo(language == Language.ARABIC ? 2 : 1);
  }

  /** Two, and three in a script of which a segment holds 70 characters. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LENGTHENED", "MIRRORED"})
  void theOthersTakeTwoSegmentsAtMost(Language language) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    language.compose(
        () -> {
          keys().forEach(key -> texts.put(key, longest(key)));
          return texts;
        });
    int most = language == Language.ARABIC ? 3 : 2;
    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(
            (key, text) -> {
              assertThat(Gsm7.has(text)).as(text).isEqualTo(language != Language.ARABIC);
              assertThat(segments(text)).as(text).isLessThanOrEqualTo(most);
            });
  }

  private static int segments(String text) {
    return Segments.of(text, (byte) 1).parts().size();
  }

  private static Iterable<String> keys() {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/messages/en/sms.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    properties.remove("sms.code");
    return properties.stringPropertyNames();
  }

  /** With a help desk of 40 characters, and the longest subject, name of a change and reason. */
  private static String longest(String key) {
    String desk = "l’assistance imagerie (+32 9 555 55 4000)";
    return switch (key) {
      case "sms.password-by-link" -> SmsText.of(key, desk);
      case "sms.change-delayed" ->
          SmsText.of(
              key,
              HOST,
              Messages.text("notice.change-name.ways"),
              Messages.text("common.time-on-date", "10:42 CET", "24 Nov 2026"),
              desk);
      case "sms.change-stopped" -> SmsText.of(key, HOST, Messages.text("notice.change-name.ways"));
      case "sms.notice" ->
          SmsText.of(key, HOST, Messages.text("notice.copied-passkey.subject"), desk);
      case "sms.delivery-failed" ->
          SmsText.of(key, HOST, Messages.text("delivery.mail.not-signed-in"));
      default -> SmsText.of(key, HOST, desk);
    };
  }
}
