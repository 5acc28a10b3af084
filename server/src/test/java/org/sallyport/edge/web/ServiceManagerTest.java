package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The test of the package starts the service with a real systemd. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceManagerTest {
  @TempDir Path folder;

  private List<String> writes(Path file) {
    return List.of("/bin/sh", "-c", "echo \"$NOTIFY_SOCKET\" >" + file);
  }

  @Test
  void isNotifiedAtItsSocket() throws Exception {
    Path file = folder.resolve("notified");
    new ServiceManager(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"), writes(file)).ready();
    assertThat(Files.readString(file)).isEqualTo("/run/systemd/notify\n");
  }

  @Test
  void isNotNotifiedIfItDidNotStartTheServer() {
    Path file = folder.resolve("notified");
    new ServiceManager(Map.of(), writes(file)).ready();
    assertThat(file).doesNotExist();
  }

  /** The image's entrypoint sets it (ops/image). */
  @Test
  void isReplacedByACommandInAContainer() throws Exception {
    Path ran = folder.resolve("ran");
    Path command = folder.resolve("command");
    Files.writeString(command, "#!/bin/sh\n: >" + ran + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    new ServiceManager(Map.of("READY_COMMAND", command.toString()), writes(ran)).ready();
    assertThat(ran).isEmptyFile();
  }

  @Test
  void aCommandThatFailsIsLogged(CapturedOutput output) {
    for (String command : List.of("/bin/false", folder.resolve("missing").toString())) {
      new ServiceManager(Map.of("READY_COMMAND", command), List.of("/bin/true")).ready();
    }
    assertThat(output.toString().split("which is run when the server is ready", -1)).hasSize(3);
  }

  @Test
  void thatCannotBeNotifiedIsLogged(CapturedOutput output) {
    Map<String, String> socket = Map.of("NOTIFY_SOCKET", "/run/systemd/notify");
    new ServiceManager(socket, List.of("/bin/false")).ready();
    new ServiceManager(socket, List.of(folder.resolve("missing").toString())).ready();
    assertThat(output.toString().split("systemd could not be notified", -1)).hasSize(3);
  }
}
