package org.sallyport.staff.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.platform.examination.Finding;
import org.yaml.snakeyaml.Yaml;

/** Each gateway of docs/sms.md, at an address of this machine. */
@Tag("slow")
class SmsGuideTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml gateway\n(.*?)```");

  @TempDir Path folder;

  static List<String> gateways() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/sms.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(3);
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aMessageIsSentWithTheSettingsOfTheGuide(String block) throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      Map<String, Object> settings = new Yaml().load(block);
      settings.forEach(installation::set);
      installation.set(
          "sallyport.sms.http.url", installation.page(200, Map.of(), "{\"status\":\"0\"}"));
      assertThat(installation.examine(new DoctorOptions(null, "+32470123456", false)))
          .filteredOn(finding -> finding.subject().equals("sms"))
          .singleElement()
          .extracting(Finding::text)
          .isEqualTo("localhost took an SMS: see whether it arrives");
    }
  }
}
