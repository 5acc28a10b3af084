package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
  private static final Path FILE = Path.of("../docs/settings.md");

  @Test
  void theDocumentSaysWhatTheCodeDoes() throws IOException {
    String written =
        SettingsDocument.of(KnownSettings.read(getClass().getClassLoader()), Policies.read());
    if (Boolean.getBoolean("settings.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, written);
    }
    assertThat(FILE)
        .as("write it anew with -Dsettings.write=true, see its head")
        .hasContent(written);
  }

  @Test
  void everySettingSaysWhatItMeans() {
    assertThat(KnownSettings.read(getClass().getClassLoader()).all())
        .allSatisfy(setting -> assertThat(setting.meaning()).as(setting.name()).isNotBlank());
  }

  /** A setting of a row that was renamed or taken away. */
  @Test
  void everySettingThatIsNamedExists() throws IOException {
    KnownSettings known = KnownSettings.read(getClass().getClassLoader());
    assertThat(
            Pattern.compile("`(sallyport\\.[a-z0-9.-]+)`")
                .matcher(Files.readString(FILE))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !it.endsWith(".yml") && known.find(it) == null))
        .as("settings")
        .allMatch(it -> known.maps().contains(it.replaceFirst("\\.name$", "")));
  }
}
