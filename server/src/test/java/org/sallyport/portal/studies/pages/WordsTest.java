package org.sallyport.portal.studies.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.messages.Language;

class WordsTest {
  private static final LocalDate BORN = LocalDate.of(1958, 3, 14);

  private static String patient(Language language, String sex) {
    return language.compose(() -> Words.patient(sex, null));
  }

  @Test
  void sayTheSexAndTheBirthDateOfAPatient() {
    assertThat(Words.patient("F", BORN)).isEqualTo("F, born 14 Mar 1958");
    assertThat(Words.patient("", BORN)).isEqualTo("born 14 Mar 1958");
    assertThat(Words.patient("", null)).isEmpty();
  }

  /** The letter M of DICOM could be read as that of "mujer". */
  @Test
  void sayTheSexInTheLanguageOfTheReader() {
    assertThat(patient(Language.SPANISH, "M")).isEqualTo("Hombre");
    assertThat(patient(Language.DUTCH, "F")).isEqualTo("V");
    assertThat(patient(Language.ARABIC, "F")).isEqualTo("أنثى");
    assertThat(patient(Language.GERMAN, "U")).as("no value of DICOM").isEqualTo("U");
  }
}
