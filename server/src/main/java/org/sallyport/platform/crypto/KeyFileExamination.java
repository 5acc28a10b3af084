package org.sallyport.platform.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;

/** The key file: whether it can be read, by its owner only, and has keys alone. */
final class KeyFileExamination implements Examination {
  private static final String KEYS = "keys";
  private static final Set<PosixFilePermission> OWNER_PERMISSIONS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  @Override
  public String subject() {
    return KEYS;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Path file =
        Path.of(examined.value("sallyport.secrets.key-file").orElse("data/keys/keys.txt"))
            .toAbsolutePath()
            .normalize();
    return List.of(
        Files.notExists(file)
            ? Finding.sound(KEYS, file + " is not there yet; it is made at the first start")
            : examine(file));
  }

  private static Finding examine(Path file) {
    try {
      Set<String> ids = KeyFileIds.of(file);
      return OWNER_PERMISSIONS.containsAll(Files.getPosixFilePermissions(file))
          ? Finding.sound(KEYS, file + " has " + String.join(", ", ids))
          : Finding.error(KEYS, file + " can be read by others than its owner: chmod 600 " + file);
    } catch (StartRefused refused) {
      return Finding.error(KEYS, String.valueOf(refused.getMessage()));
    } catch (IOException e) {
      return Finding.error(KEYS, file + " cannot be read: " + e.getMessage());
    }
  }
}
