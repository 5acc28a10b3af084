package org.sallyport.portal.studies.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;

/** Which texts the page of the viewer has the browser load ahead. */
class ViewerTextsTest {
  private final ViewerTexts texts =
      new ViewerTexts(
          Map.of("en", "assets/e.js", "nl", "assets/n.js", "nl/patient", "assets/p.js"));

  private static String path(ViewerTexts texts, Language language) {
    return language.compose(() -> String.valueOf(texts.path()));
  }

  private String forPatients(Language language) {
    return Audience.PATIENTS.address(() -> path(texts, language));
  }

  @Test
  void areThoseOfThePagesLanguage() {
    assertThat(path(texts, Language.DUTCH)).isEqualTo("/viewer/assets/n.js");
    assertThat(path(texts, Language.ENGLISH)).isEqualTo("/viewer/assets/e.js");
  }

  @Test
  void areInTheWordsOfPatientsWhereThereAreAny() {
    assertThat(forPatients(Language.DUTCH)).isEqualTo("/viewer/assets/p.js");
    assertThat(forPatients(Language.ENGLISH)).isEqualTo("/viewer/assets/e.js");
    assertThat(Audience.PATIENTS.address(() -> String.valueOf(ViewerTexts.audience())))
        .isEqualTo("patient");
    assertThat(ViewerTexts.audience()).isNull();
  }

  @Test
  void areEnglishInALanguageThatHasNone() {
    assertThat(path(texts, Language.POLISH)).isEqualTo("/viewer/assets/e.js");
    assertThat(path(texts, Language.MIRRORED)).isEqualTo("/viewer/assets/e.js");
  }

  @Test
  void areNoneWithoutABuild() {
    assertThat(path(new ViewerTexts(Map.of()), Language.DUTCH)).isEqualTo("null");
  }
}
