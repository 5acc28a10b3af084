package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
