package org.sallyport.portal.studies.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Lövenskiöld, lovenskiold",
    "GROẞE Straße, grosse strasse",
    "Øster Æblegård, oster aeblegard",
    "Œuvre, oeuvre",
    "Łukasz Đorđe, lukasz dorde",
    "İSTANBUL ılgaz, istanbul ilgaz",
    "Þór Eiðr, thor eidr",
    "ＦＵＬＬ １２, full 12"
  })
  void accentsAndCaseAreRemoved(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(folded);
  }

  /** Texts with other letters take the way through the rules. */
  @Test
  void asciiIsFoldedAsBesideOtherLetters() {
    for (char letter = 0; letter < 128; letter++) {
      String text = "Ab" + letter + "Cd";
      assertThat(Folding.fold(text + "É"))
          .as("%d", (int) letter)
          .isEqualTo(Folding.fold(text) + "e");
      assertThat(Folding.forms(text + " É")).containsAll(Folding.forms(text));
    }
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(Folding.forms("Mu\u0308ller")).isEqualTo(Folding.forms("Müller"));
  }

  @Test
  void aNameIsFoundAsItIsSpelledWithoutItsKeyboard() {
    assertThat(Folding.forms("Müller")).containsExactly("muller", "mueller");
    assertThat(Folding.forms("Ångström")).contains("angstrom", "aangstroem");
  }

  @Test
  void hyphenatedWordsAreFoundInPartsAndWhole() {
    assertThat(Folding.forms("Hollebosch-Van den Winckel^Anne-Lise"))
        .contains("hollebosch", "van", "hollebosch", "hollebochvan".replace("boch", "bosch"))
        .contains("anne", "lise", "annelise", "winckel");
    assertThat(Folding.forms("O'Brien")).containsExactly("o", "brien", "obrien");
    assertThat(Folding.forms("A-2026-118340")).contains("118340", "a2026118340");
  }

  @Test
  void otherScriptsKeepTheirLetters() {
    assertThat(Folding.forms("山田^太郎")).containsExactly("山田", "太郎");
    assertThat(Folding.words("Иванов Пётр")).containsExactly("иванов", "петр");
  }

  @Test
  void punctuationHasNoForms() {
    assertThat(Folding.forms("^^ = ' -- ()")).isEmpty();
  }
}
