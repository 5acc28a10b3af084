package org.sallyport.gate.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernamesTest {
  @Nested
  class L06_LookAlikeNames {
    @Test
    void areComparedInOneNormalizedForm() {
      assertThat(Usernames.key(" H.Brambleway ")).isEqualTo("h.brambleway");
      assertThat(Usernames.key("rene\u0301")).isEqualTo(Usernames.key("REN\u00c9"));
      assertThat(Usernames.key("\uff28\uff0e\uff42rambleway")).isEqualTo("h.brambleway");
    }

    @Test
    void noLookAlikeComesToTheSameForm() {
      String ilker = Usernames.key("ilker@clinic.example");
      for (String other :
          List.of(
              "\u0130LKER@clinic.example",
              "\u0131lker@clinic.example",
              "ilk\u0435r@clinic.example",
              "ilker@clinic.example.",
              "ilker+x@clinic.example",
              "il\u200bker@clinic.example",
              "il\u00adker@clinic.example")) {
        assertThat(Usernames.key(other)).isNotEqualTo(ilker);
      }
    }

    @Test
    void theServersLanguageDoesNotMatter() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        assertThat(Usernames.key("ILKER")).isEqualTo("ilker");
      } finally {
        Locale.setDefault(before);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "  ",
          "hazel brambleway",
          "hazel\u0000",
          "haz\u200bel",
          "haz\u00adel",
          "\u202ehazel",
          "haz\u3164el",
          "haz\ufe0fel",
          "haz\u0435l",
          "\u03b1lpha",
          "haz\ud800el"
        })
    void hiddenAndMixedLettersAreRefusedForANewName(String username) {
      assertThat(Usernames.objection(username)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "api",
          "Physician",
          "helpdesk",
          "SYSTEM",
          "\uff41pi",
          "LockEvent",
          "lockevent.unlocked"
        })
    void Rule59_aWordOfTheLogIsRefusedForANewNameAlone(String username) {
      assertThat(Usernames.objectionToNew(username)).isPresent();
      assertThat(Usernames.objection(username)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "h.brambleway",
          "dr_o'neill-2",
          "anna@clinic.example",
          "ren\u00e9",
          "\u0430\u043d\u043d\u0430.2",
          "\u5c71\u7530\u3055\u304f\u3089"
        })
    void namesOfOneScriptAreFine(String username) {
      assertThat(Usernames.objectionToNew(username)).isEmpty();
    }
  }

  @Test
  void aNameOfAMegabyteIsNotReadToItsEnd() {
    assertThat(Usernames.key("x".repeat(1 << 20))).hasSize(512);
    assertThat(Usernames.objection("x".repeat(101))).isPresent();
  }
}
