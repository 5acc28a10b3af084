package org.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.Sallyport;
import org.sallyport.testing.TestDatabase;

/** What the operator sees of a start that is refused: one line, exit code 2. */
class StartTest {
  @TempDir Path folder;

  @Test
  void anUnknownSettingEndsTheStartWithOneLine() throws Exception {
    Refused refused = start(Map.of("sallyport.lock.afer", "5"));
    assertThat(refused.errors())
        .containsExactly(
            "sallyport: no such setting: sallyport.lock.afer, did you mean sallyport.lock.after?");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aPolicyThatLeavesNoFactorEndsTheStartWithOneLine() throws Exception {
    Map<String, Object> settings = new java.util.HashMap<>(TestDatabase.fresh());
    settings.put("sallyport.policy", "nist-aal2");
    settings.put("server.port", "0");
    settings.put("management.server.port", "-1");
    Refused refused = start(settings);
    assertThat(refused.errors())
        .containsExactly(
            "sallyport: sallyport.otp.channels: no way to send a code is left, so nobody could link a first device under the policy nist-aal2");
    assertThat(refused.exitCode()).isEqualTo(2);
  }

  private record Refused(int exitCode, List<String> errors) {}

  private Refused start(Map<String, Object> settings) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Sallyport.class.getName(),
                "--sallyport.data=" + folder.resolve("data")));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    return new Refused(process.waitFor(), Files.readAllLines(errors, StandardCharsets.UTF_8));
  }
}
