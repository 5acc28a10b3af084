package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.messages.Language;

class InstallationTest {
  private final Installation installation =
      new Installation(
          new InstallationProperties(
              URI.create("https://portal.example"),
              new InstallationProperties.Details(
                  "Lindenmoor",
                  null,
                  "the imaging desk",
                  Map.of("nl", "de helpdesk beeldvorming"),
                  "extension 5540",
                  Map.of("nl", "toestel 5540"),
                  null,
                  null,
                  "weekdays 8 to 18",
                  Map.of("de", "werktags 8 bis 18 Uhr"),
                  null)));

  @Test
  void namesItsHelpDeskInTheReadersLanguage() {
    assertThat(Language.DUTCH.<String>compose(installation::help))
        .isEqualTo("de helpdesk beeldvorming");
    assertThat(Language.DUTCH.<String>compose(installation::deskPhone)).isEqualTo("toestel 5540");
    assertThat(Language.GERMAN.<String>compose(installation::deskHours))
        .isEqualTo("werktags 8 bis 18 Uhr");
  }

  @Test
  void namesItForEverybodyWhereItsLanguageIsNotSet() {
    assertThat(Language.FRENCH.<String>compose(installation::help)).isEqualTo("the imaging desk");
    assertThat(Language.FRENCH.<String>compose(installation::deskPhone))
        .isEqualTo("extension 5540");
    assertThat(Language.DUTCH.<String>compose(installation::deskHours))
        .isEqualTo("weekdays 8 to 18");
  }
}
