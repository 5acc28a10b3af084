package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.messages.Language;

/** What a demo says of its settings and its folder. */
class DemoSettingsTest {
  @TempDir Path other;

  @Test
  void aSettingThatIsNotUnderstoodIsNamedInOneLineAndNothingIsLeftRunning() throws Exception {
    DemoProcess second =
        DemoProcess.start(
            other, TestPorts.next(), TestPorts.next(), Map.of("SALLYPORT_OTP_TTL", "twenty"));
    assertThat(second.untilReady())
        .containsExactly(
            "sallyport: sallyport.otp.ttl: \"twenty\" is no duration, write for example 20m or 30d");
    assertThat(second.exitValue()).isEqualTo(2);
    assertThat(DemoProcess.running(other)).isEmpty();
  }

  @Test
  @Tag("long")
  void aPolicyThatSendsNoCodesIsSaidWithWhatToDo() throws Exception {
    DemoProcess strict =
        DemoProcess.start(
            other, TestPorts.next(), TestPorts.next(), Map.of("SALLYPORT_POLICY", "nist-aal2"));
    try {
      assertThat(String.join("\n", strict.untilReady()))
          .contains("SALLYPORT_POLICY=nist-aal2 ./sallyport account activation-code USERNAME")
          .doesNotContain("code by e-mail");
    } finally {
      strict.stop();
    }
  }

  @Test
  void theHelpDeskIsNamedInEachLanguage() throws Exception {
    Properties desk = DemoSettings.desk();
    for (Language language : Language.translated()) {
      for (String what : List.of("help", "desk-phone", "desk-hours")) {
        String name = language == Language.ENGLISH ? what : what + "-by-language." + language.tag();
        assertThat(desk).containsKey(name);
      }
    }
  }

  @Test
  void aFolderThatIsNoDemosIsLeftAlone() throws Exception {
    Files.writeString(other.resolve("thesis.txt"), "irreplaceable");
    DemoProcess second = DemoProcess.start(other, TestPorts.next(), TestPorts.next(), "--fresh");
    assertThat(second.untilReady())
        .containsExactly("sallyport: the folder " + other + " is not empty and no demo's");
    assertThat(second.exitValue()).isEqualTo(2);
    assertThat(other.resolve("thesis.txt")).hasContent("irreplaceable");
  }
}
