package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A hospital's own texts. */
@ExtendWith(OutputCaptureExtension.class)
class OverridesTest {
  private static final String SETTING = "sallyport.languages.texts: ";

  @TempDir Path folder;

  @AfterEach
  void theProductsTexts() {
    use(Overrides.none());
  }

  @Test
  void replaceThoseOfTheProductInTheirLanguageAlone() throws IOException {
    write("nl/studies.properties", "studies.list.date=Datum van opname\n");
    use(Overrides.read(folder));
    assertThat(in(Language.DUTCH, "studies.list.date")).isEqualTo("Datum van opname");
    assertThat(in(Language.ENGLISH, "studies.list.date")).isEqualTo("Date");
    assertThat(in(Language.DUTCH, "studies.list.study")).isEqualTo("Onderzoek");
  }

  @Test
  void forPatientsAreReadByPatientsAlone() throws IOException {
    write("en/patient/studies.properties", "studies.list.date=Day\n");
    use(Overrides.read(folder));
    assertThat(in(Language.ENGLISH, "studies.list.date")).isEqualTo("Date");
    assertThat(Audience.PATIENTS.address(() -> in(Language.ENGLISH, "studies.list.date")))
        .isEqualTo("Day");
  }

  @Test
  void mayHaveFewerArgumentsAndOtherForms() throws IOException {
    write(
        "en/common.properties",
        "common.error=Sorry\ncommon.days={0, plural, =2 {two days} one {a day} other {# days}}\n");
    use(Overrides.read(folder));
    assertThat(in(Language.ENGLISH, "common.error")).isEqualTo("Sorry");
    assertThat(Language.ENGLISH.<String>compose(() -> Messages.text("common.days", 2)))
        .isEqualTo("two days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "common.error=Sorry {1}|: common.error: has an argument that the page does not give",
        "common.error=Sorry {0, plural, other {{2}}}|: common.error: has an argument that the page does not give",
        "common.error=Sorry {0|: common.error is malformed: ",
        "common.error=Sorry {0, colour}|: common.error is malformed: ",
        "common.days={0, plural, one {a day}}|: common.days is malformed: ",
        "common.error=L’'{0}|: common.error: write ’ in place of the straight apostrophe before {",
        "common.cancel=<b>Cancel</b>|: common.cancel: has an element of HTML, which this text cannot have",
        "common.cancel=<img src=x onerror=go()>|: common.cancel: has an element of HTML, which this text cannot have",
      })
  void areRefusedWithTheKeyThatIsWrong(String content, String found) throws IOException {
    write("en/common.properties", content);
    assertRefused("en/common.properties" + found);
  }

  @ParameterizedTest
  @CsvSource({
    "common.properties, common",
    "xx/common.properties, xx/common",
    "english/common.properties, english/common",
    "nl-BE/common.properties, nl-BE/common",
    "en/comon.properties, en/comon",
    "en/patients/studies.properties, en/patients/studies",
    "en/patient/common.properties, en/patient/common",
  })
  void areRefusedInAFileOfNoLanguageOrArea(String file, String named) throws IOException {
    write(file, "common.error=Sorry\n");
    assertRefused(named + ".properties: no such language or area");
  }

  @Test
  void areRefusedInAnotherEncoding() throws IOException {
    Path file = write("en/common.properties", "");
    Files.write(file, "common.error=Désolé".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file + " is no file of properties in UTF-8");
    Files.writeString(file, "common.error=\\u00zz");
    assertRefused(file + " is no file of properties in UTF-8");
  }

  @Test
  void areRefusedInAFolderThatCannotBeRead() {
    folder = folder.resolve("none");
    assertRefused(folder + " cannot be read");
  }

  /** An update must not keep the server from starting. */
  @Test
  void thatTheProductNoLongerHasAreLeftOutWithAWarning(CapturedOutput output) throws IOException {
    write("en/common.properties", "common.gone={0} {1\ncommon.error=Sorry\n");
    assertThat(Overrides.read(folder).texts())
        .isEqualTo(Map.of("en/common", Map.of("common.error", "Sorry")));
    assertThat(output)
        .contains(SETTING + "en/common.properties: common.gone is left out, there is no such text");
  }

  @Test
  void ofTheViewerAndTheAppAreGivenToTheirPrograms() throws IOException {
    write("nl/viewer.properties", "viewer.tool.length=Meten\nviewer.page.back=Weg\n");
    write("nl/patient/viewer.properties", "viewer.tool.angle=Hoek meten\n");
    use(Overrides.read(folder));
    assertThat(OwnTexts.of(Language.DUTCH, Audience.PROFESSIONALS, "viewer"))
        .isEqualTo(Map.of("viewer.tool.length", "Meten", "viewer.page.back", "Weg"));
    assertThat(OwnTexts.of(Language.DUTCH, Audience.PATIENTS, "viewer"))
        .containsEntry("viewer.tool.length", "Meten")
        .containsEntry("viewer.tool.angle", "Hoek meten")
        .as("the product has words of its own for patients")
        .doesNotContainKey("viewer.page.back");
    assertThat(OwnTexts.of(Language.FRENCH, Audience.PROFESSIONALS, "viewer")).isEmpty();
  }

  @Test
  void ofTheViewerAreRefusedIfItCannotFillThemIn() throws IOException {
    write("nl/viewer.properties", "viewer.pane.name={0, number}\n");
    assertRefused("nl/viewer.properties: viewer.pane.name: ");
  }

  private void assertRefused(String line) {
    assertThatThrownBy(() -> Overrides.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(SETTING + line)
        .hasMessageNotContaining("\n");
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void use(Overrides overrides) {
    Bundles.replace(overrides);
    Messages.forget();
  }

  private static String in(Language language, String key) {
    return language.<String>compose(() -> Messages.text(key));
  }
}
