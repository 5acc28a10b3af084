package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of the Debian package, with a folder instead of /run and a systemctl that records.
 */
class MaintainerScriptsTest {
  private static final Path PACKAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../ops/package");

  @TempDir Path run;
  private Path mark;

  @BeforeEach
  void theServiceWasRunningBeforeTheUpgrade() throws IOException {
    mark = run.resolve("sallyport.restart");
    Files.createFile(mark);
    Files.createDirectories(run.resolve("systemd/system"));
  }

  /** A configuration that is interrupted there starts the service when dpkg runs it again. */
  @Test
  void theMarkIsThereUntilTheServiceHasStarted() throws Exception {
    systemctl("[ \"$1\" != start ] || { ls " + mark + " >" + run + "/seen; exit 0; }");
    assertThat(postinst()).isZero();
    assertThat(run.resolve("seen")).content().contains(mark.toString());
    assertThat(mark).doesNotExist();
  }

  @Test
  void aStartThatFailsKeepsTheMarkAndDoesNotFailTheUpgrade() throws Exception {
    systemctl("[ \"$1\" != start ]");
    assertThat(postinst()).isZero();
    assertThat(mark).exists();
  }

  /** Otherwise a later upgrade would start a service that was stopped on purpose. */
  @Test
  void anyStartOfTheServiceRemovesTheMark() throws IOException {
    assertThat(PACKAGE.resolve("sallyport.service"))
        .content()
        .contains("\nExecStartPost=-+/usr/bin/rm -f /run/sallyport.restart\n");
  }

  /** Copies of videos would otherwise fill the memory where {@code /tmp} is a tmpfs. */
  @Test
  void theServiceHasItsTemporaryFilesOnADisk() throws IOException {
    assertThat(PACKAGE.resolve("sallyport.service"))
        .content()
        .contains("\nEnvironment=JAVA_TMPDIR=/var/tmp\n", "\nPrivateTmp=true\n");
  }

  private int postinst() throws IOException, InterruptedException {
    String script = Files.readString(PACKAGE.resolve("postinst")).replace("/run/", run + "/");
    Path file = Files.writeString(run.resolve("postinst"), script);
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", file.toString(), "abort-upgrade").inheritIO();
    shell.environment().putAll(Map.of("PATH", run + ":/usr/bin:/bin"));
    return shell.start().waitFor();
  }

  private void systemctl(String line) throws IOException {
    Path command = Files.writeString(run.resolve("systemctl"), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
