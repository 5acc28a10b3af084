package org.sallyport.platform.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceUnitTest {
  @TempDir Path root;

  @Test
  void aFolderOutsideOfItsPathsIsNotWrittenByTheService() throws IOException {
    Path unit = root.resolve("usr/lib/systemd/system/sallyport.service");
    Files.createDirectories(unit.getParent());
    Files.copy(Path.of("../ops/package/sallyport.service"), unit);
    Path folder = Files.createDirectories(root.resolve("srv/audit"));

    assertThat(ServiceUnit.in(root).mayWrite(Path.of("/var/lib/sallyport/audit"))).isTrue();
    assertThat(AuditExportExamination.examine(folder, root).text())
        .contains("the service may not write to " + folder, "ReadWritePaths=");

    Path change = root.resolve("etc/systemd/system/sallyport.service.d/override.conf");
    Files.createDirectories(change.getParent());
    Files.writeString(change, "[Service]\nReadWritePaths=/srv/other " + folder.getParent() + "\n");
    assertThat(AuditExportExamination.examine(folder, root).isSound()).isTrue();
  }

  @Test
  void withoutAUnitNothingIsKnownToBeRefused() {
    assertThat(AuditExportExamination.examine(root, root).isSound()).isTrue();
  }
}
