package org.sallyport.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFactsTest {
  /** The umask of the tests leaves files readable by everybody. */
  @Test
  void areForTheOwnerAloneWhateverTheUmask(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("backup.properties");
    new BackupFacts(Instant.EPOCH, 3, new LastEvent(7, "00"), Map.of("k1", "aa")).write(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
